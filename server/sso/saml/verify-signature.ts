import { createHash, type KeyObject, X509Certificate } from 'node:crypto';
import type { Gate } from '@/lib/sso/asserted-identity';
import { quote, type Refusal, refuse } from '@/lib/sso/steps';
import { canonicalize } from './canonical-xml';
import type { SamlConnection } from './saml-connection';
import { isDigestOf, isSignedByAny } from './signature-algorithms';
import { signatureOf } from './signature-shape';
import { allowedSkewMilliseconds } from './time';
import {
  attributeOf,
  childElements,
  elementsWithin,
  isNamed,
  onlyChild,
  parseCanonicalXml,
  signatureNamespace,
  textOf,
} from './xml';

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
 * may be believed. Its signatures have passed `signatureSteps`. The key is one of `pinned`; KeyInfo, which whoever signs
 * writes, only tells an admin which certificate is missing.
 */
export function verifySignature(element: Element, pinned: readonly PinnedKey[]): Gate<Element> {
  const keys = pinned.map(({ key }) => key);
  const signed = signedText(element, keys);
  const root = signed ? parseCanonicalXml(signed) : null;
  if (!root || root.localName !== element.localName || root.namespaceURI !== element.namespaceURI)
    return unverified(element, pinned);
  return { ok: true, passed: root };
}

/**
 * Core validation (XML Signature 1.1 section 3.2), the signature before the digest: what nobody signed is not worth the
 * work. What is signed says itself, in the bytes that were verified, which digest it has.
 */
function signedText(element: Element, keys: readonly KeyObject[]): string | null {
  const signature = signatureOf(element);
  const info = signature && part(signature, 'SignedInfo');
  const value = signature && textOf(part(signature, 'SignatureValue'));
  const canonicalization = info && part(info, 'CanonicalizationMethod');
  if (!info || !value || !canonicalization) return null;
  const infoText = canonicalize(info, canonicalization);
  const method = algorithmOf(part(info, 'SignatureMethod'));
  if (!isSignedByAny(keys, { method, signedText: infoText, value })) return null;
  const signedInfo = parseCanonicalXml(infoText);
  const reference = signedInfo && part(signedInfo, 'Reference');
  return reference && referencedText(element, reference);
}

/** The element's own text where the reference is to it, and has its digest. */
function referencedText(element: Element, reference: Element): string | null {
  const transforms = part(reference, 'Transforms');
  const [, canonicalization] = transforms ? childElements(transforms) : [];
  const id = attributeOf(element, 'ID');
  if (!canonicalization || id === null || attributeOf(reference, 'URI') !== `#${id}`) return null;
  const text = canonicalize(element, canonicalization);
  const method = algorithmOf(part(reference, 'DigestMethod'));
  return isDigestOf(text, method, textOf(part(reference, 'DigestValue')) ?? '') ? text : null;
}

function part(element: Element, name: string): Element | null {
  return onlyChild(element, signatureNamespace, name);
}

function algorithmOf(method: Element | null): string {
  return (method && attributeOf(method, 'Algorithm')) ?? '';
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
