import { createHash, type KeyObject, X509Certificate } from 'node:crypto';
import { SignedXml } from 'xml-crypto';
import type { Gate } from '@/lib/sso/asserted-identity';
import { quote, type Refusal, refuse } from '@/lib/sso/steps';
import type { SamlConnection } from './saml-connection';
import { hashAlgorithms, signatureAlgorithms } from './signature-algorithms';
import { signatureOf } from './signature-shape';
import { allowedSkewMilliseconds } from './time';
import { elementsWithin, isNamed, parseCanonicalXml, signatureNamespace } from './xml';

type Certificates = SamlConnection['certificates'];

/** A certificate of the connection, in base64 of its DER, and its key. */
export interface PinnedKey {
  readonly certificate: string;
  readonly key: KeyObject;
}

/** The certificates that may have signed now: an expired one no longer vouches for anybody. */
export function usableKeys(certificates: Certificates, now: Date): Gate<readonly PinnedKey[]> {
  const usable = certificates.filter(
    ({ notBefore, notAfter }) =>
      notBefore.getTime() - allowedSkewMilliseconds <= now.getTime() &&
      now.getTime() < notAfter.getTime() + allowedSkewMilliseconds,
  );
  if (usable.length > 0) return { ok: true, passed: usable.map(({ certificate }) => pinnedKey(certificate)) };
  return refuse(
    'pinned-certificate',
    certificates.length === 0
      ? 'The connection has no certificate of the identity provider.'
      : 'The certificates of this connection have expired, or are not yet valid. Add the identity provider’s new one.',
  );
}

function pinnedKey(certificate: string): PinnedKey {
  return { certificate, key: new X509Certificate(Buffer.from(certificate, 'base64')).publicKey };
}

/**
 * What the signature of `element` covers, parsed anew from the bytes that were verified: nothing else of the document
 * may be believed. `text` is what `element` was parsed from, and its signatures have passed `signatureSteps`. The key is
 * one of `pinned`; KeyInfo, which whoever signs writes, only tells an admin which certificate is missing.
 */
export function verifySignature(text: string, element: Element, pinned: readonly PinnedKey[]): Gate<Element> {
  const signed = verifiedText(text, element, pinned);
  const root = signed ? parseCanonicalXml(signed) : null;
  if (!root || root.localName !== element.localName || root.namespaceURI !== element.namespaceURI)
    return unverified(element, pinned);
  return { ok: true, passed: root };
}

function verifiedText(text: string, element: Element, pinned: readonly PinnedKey[]): string | null {
  const keys = pinned.map(({ key }) => key);
  const signature = signatureOf(element);
  const [anyKey] = keys;
  if (!signature || !anyKey) return null;
  const verifier = new SignedXml({ publicCert: anyKey });
  verifier.HashAlgorithms = hashAlgorithms;
  verifier.SignatureAlgorithms = signatureAlgorithms(keys);
  try {
    verifier.loadSignature(signature);
    if (!verifier.checkSignature(text)) return null;
    const [signed, second] = verifier.getSignedReferences();
    return second === undefined ? (signed ?? null) : null;
  } catch {
    return null;
  }
}

function unverified(element: Element, pinned: readonly PinnedKey[]): Refusal {
  const known = pinned.map(({ certificate }) => certificate);
  const named = elementsWithin(signatureOf(element) ?? element)
    .filter((part) => isNamed(part, signatureNamespace, 'X509Certificate'))
    .map((part) => (part.textContent ?? '').replaceAll(/\s/g, ''));
  const [foreign] = named.filter((certificate) => !known.includes(certificate));
  const said = foreign
    ? `It names the certificate with the SHA-256 fingerprint ${quote(fingerprintOf(foreign))}, which the connection does not have.`
    : 'It was changed on its way, or signed with another key.';
  return refuse('signature', `No certificate of this connection fits the signature. ${said}`);
}

function fingerprintOf(certificate: string): string {
  return createHash('sha256').update(Buffer.from(certificate, 'base64')).digest('hex');
}
