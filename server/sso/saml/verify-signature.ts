import { createHash } from 'node:crypto';
import { getVerifiedXml } from '@node-saml/node-saml/lib/xml';
import type { Gate } from '@/lib/sso/asserted-identity';
import { quote, type Refusal, refuse } from '@/lib/sso/steps';
import type { SamlConnection } from './saml-connection';
import { signatureOf } from './signature-shape';
import { allowedSkewMilliseconds } from './time';
import { elementsWithin, isNamed, parseCanonicalXml, signatureNamespace } from './xml';

type Certificates = SamlConnection['certificates'];

/** The certificates that may have signed now, in PEM: an expired one no longer vouches for anybody. */
export function usableCertificates(certificates: Certificates, now: Date): Gate<readonly string[]> {
  const usable = certificates.filter(
    ({ notBefore, notAfter }) =>
      notBefore.getTime() - allowedSkewMilliseconds <= now.getTime() &&
      now.getTime() < notAfter.getTime() + allowedSkewMilliseconds,
  );
  if (usable.length > 0) return { ok: true, passed: usable.map(({ certificate }) => pemOf(certificate)) };
  return refuse(
    'pinned-certificate',
    certificates.length === 0
      ? 'The connection has no certificate of the identity provider.'
      : 'The certificates of this connection have expired, or are not yet valid. Add the identity provider’s new one.',
  );
}

/**
 * What the signature of `element` covers, parsed anew from the bytes that were verified: nothing else of the document
 * may be believed. `text` is what `element` was parsed from. The key is one of `certificates`; KeyInfo, which whoever
 * signs writes, only tells an admin which certificate is missing.
 */
export function verifySignature(
  text: string,
  element: Element,
  certificates: readonly string[],
): Gate<Element> {
  const signed = verifiedText(text, element, certificates);
  const root = signed ? parseCanonicalXml(signed) : null;
  if (!root || root.localName !== element.localName || root.namespaceURI !== element.namespaceURI)
    return unverified(element, certificates);
  return { ok: true, passed: root };
}

function verifiedText(text: string, element: Element, certificates: readonly string[]): string | null {
  try {
    return getVerifiedXml(text, element, [...certificates]);
  } catch {
    return null;
  }
}

function unverified(element: Element, certificates: readonly string[]): Refusal {
  const pinned = certificates.map((pem) => pem.replaceAll(/-----.*-----|\s/g, ''));
  const named = elementsWithin(signatureOf(element) ?? element)
    .filter((part) => isNamed(part, signatureNamespace, 'X509Certificate'))
    .map((part) => (part.textContent ?? '').replaceAll(/\s/g, ''));
  const [foreign] = named.filter((certificate) => !pinned.includes(certificate));
  const said = foreign
    ? `It names the certificate with the SHA-256 fingerprint ${quote(fingerprintOf(foreign))}, which the connection does not have.`
    : 'It was changed on its way, or signed with another key.';
  return refuse('signature', `No certificate of this connection fits the signature. ${said}`);
}

function fingerprintOf(certificate: string): string {
  return createHash('sha256').update(Buffer.from(certificate, 'base64')).digest('hex');
}

function pemOf(certificate: string): string {
  const lines = certificate.match(/.{1,64}/g) ?? [];
  return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n');
}
