import type { Gate } from '@/lib/sso/asserted-identity';
import { after, firstRefusal, refuse } from '@/lib/sso/steps';
import { decryptAssertion } from './decrypt-assertion';
import { assertionSteps, responseSteps } from './response-shape';
import type { SamlConnection } from './saml-connection';
import { signatureOf, signatureSteps } from './signature-shape';
import { type PinnedKey, usableKeys, verifySignature } from './verify-signature';
import { assertionNamespace, childrenNamed, parseXml } from './xml';

/** A response whose assertion is proven. */
export interface SignedParts {
  /** From the signed bytes where the response is signed; else as it came, and not to be believed. */
  readonly response: Element;
  readonly isResponseSigned: boolean;
  /** From the signed bytes. */
  readonly assertion: Element;
  readonly isEncrypted: boolean;
}

/** A document whose signatures fit: its root from the signed bytes where it is signed itself. */
interface Verified {
  readonly root: Element;
  readonly isSigned: boolean;
}

const shapeSteps = { ...responseSteps, ...signatureSteps };
const shape = Object.keys(shapeSteps);

/**
 * Finds in the text of a response the one assertion that the identity provider signed. Every signature that is there
 * must fit, a needless one too; a signed response is verified before anything in it is decrypted.
 */
export function readSignedParts(
  text: string,
  { settings, certificates, privateKey }: SamlConnection,
  now: Date,
): Gate<SignedParts> {
  const root = parseXml(text);
  if (!root) return refuse('well-formed', 'The response is not well-formed XML.');
  const refusal = firstRefusal(shapeSteps, root);
  if (refusal) return refusal;
  const pinned = usableKeys(certificates, now);
  if (!pinned.ok) return after(shape, pinned);
  const known = [...shape, 'pinned-certificate'];
  const outer = verifyWhole(root, pinned.passed);
  if (!outer.ok) return after(known, outer);
  const { root: response, isSigned: isResponseSigned } = outer.passed;
  const [encrypted] = childrenNamed(response, assertionNamespace, 'EncryptedAssertion');
  const inner = encrypted
    ? openEncrypted(encrypted, privateKey, pinned.passed)
    : verifyPart({ root, response }, pinned.passed);
  if (!inner.ok) return after(known, inner);
  const { root: assertion, isSigned: isAssertionSigned } = inner.passed;
  const reason = missingSignature(settings.signing, isResponseSigned, isAssertionSigned);
  if (reason) return after(known, refuse('signature', reason));
  const passed = { response, isResponseSigned, assertion, isEncrypted: encrypted !== undefined };
  return { ok: true, passed, steps: [...known, 'signature'] };
}

function verifyWhole(root: Element, pinned: readonly PinnedKey[]): Gate<Verified> {
  if (!signatureOf(root)) return { ok: true, passed: { root, isSigned: false } };
  const signed = verifySignature(root, pinned);
  return signed.ok ? { ok: true, passed: { root: signed.passed, isSigned: true } } : signed;
}

/** The assertion that stands in the response as it came; taken from the signed response where that is signed. */
function verifyPart(
  { root, response }: { readonly root: Element; readonly response: Element },
  pinned: readonly PinnedKey[],
): Gate<Verified> {
  const [came] = childrenNamed(root, assertionNamespace, 'Assertion');
  const [inResponse] = childrenNamed(response, assertionNamespace, 'Assertion');
  if (!came || !inResponse) return refuse('one-assertion', 'It holds no assertion.');
  const verified = verifyWhole(came, pinned);
  return verified.ok && !verified.passed.isSigned
    ? { ok: true, passed: { root: inResponse, isSigned: false } }
    : verified;
}

/** A decrypted assertion is a document of its own: what holds for the response holds for it. */
function openEncrypted(
  encrypted: Element,
  privateKey: string | null,
  pinned: readonly PinnedKey[],
): Gate<Verified> {
  const decrypted = decryptAssertion(encrypted, privateKey);
  if (!decrypted.ok) return decrypted;
  const root = parseXml(decrypted.passed);
  if (!root) return refuse('decryption', 'It cannot be decrypted with the key of this connection.');
  return firstRefusal({ ...assertionSteps, ...signatureSteps }, root) ?? verifyWhole(root, pinned);
}

/** One of the two must be signed, whatever the connection asks for beyond that. */
function missingSignature(
  wanted: SamlConnection['settings']['signing'],
  isResponseSigned: boolean,
  isAssertionSigned: boolean,
): string | null {
  if (!isResponseSigned && !isAssertionSigned) return 'Neither the response nor its assertion is signed.';
  const wantsResponse = wanted === 'RESPONSE' || wanted === 'RESPONSE_AND_ASSERTION';
  const wantsAssertion = wanted === 'ASSERTION' || wanted === 'RESPONSE_AND_ASSERTION';
  if (wantsResponse && !isResponseSigned) return 'The response is not signed, as this connection wants it.';
  if (wantsAssertion && !isAssertionSigned)
    return 'The assertion is not signed, as this connection wants it.';
  return null;
}
