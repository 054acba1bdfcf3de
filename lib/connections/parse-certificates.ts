import { X509Certificate } from 'node:crypto';
import { refuseField } from '../errors';
import type { CertificateRecord } from './connection-record';
import { keyWeakness } from './key-weakness';

export type ParsedCertificate = Omit<CertificateRecord, 'certificateId' | 'createdAt'>;

const pemBlock = /-----BEGIN CERTIFICATE-----([\s\S]*?)-----END CERTIFICATE-----/g;

/**
 * The certificates of a text: PEM, one or several, or bare base64 as metadata has it. Refuses by the field
 * `certificates` what is none, one that has expired, and one whose key is too weak to be relied on. One that is good from later on is taken: rollovers are prepared.
 */
export function parseCertificates(text: string, now: Date): ParsedCertificate[] {
  const blocks = [...text.matchAll(pemBlock)].map((match) => match[1] ?? '');
  const bodies = blocks.length > 0 ? blocks : [text];
  const parsed = bodies.map((body) => parseOne(body.replaceAll(/\s+/g, ''), now));
  return [...new Map(parsed.map((certificate) => [certificate.fingerprint, certificate])).values()];
}

function parseOne(base64: string, now: Date): ParsedCertificate {
  const certificate = read(base64);
  if (!certificate)
    return refuseField(
      'certificates',
      'This is no certificate. Paste it in PEM, with its first and last line.',
    );
  if (certificate.validToDate <= now) {
    const day = certificate.validToDate.toISOString().slice(0, 10);
    return refuseField('certificates', `This certificate expired on ${day}. Get the present one.`);
  }
  const weakness = keyWeakness(certificate.publicKey);
  if (weakness) return refuseField('certificates', weakness);
  return {
    certificate: certificate.raw.toString('base64'),
    fingerprint: certificate.fingerprint256.replaceAll(':', '').toLowerCase(),
    subject: oneLine(certificate.subject),
    issuer: oneLine(certificate.issuer),
    notBefore: certificate.validFromDate,
    notAfter: certificate.validToDate,
  };
}

function read(base64: string): X509Certificate | null {
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(base64)) return null;
  try {
    return new X509Certificate(Buffer.from(base64, 'base64'));
  } catch {
    return null;
  }
}

/** The most telling part first, as people read names. */
function oneLine(name: string | undefined): string {
  return (name ?? '').split('\n').reverse().join(', ').slice(0, 500);
}
