import 'reflect-metadata';
import { createPublicKey, X509Certificate } from 'node:crypto';
import { X509CertificateGenerator } from '@peculiar/x509';
import { describe, expect, test } from 'vitest';
import { makeCertificate } from '@/tests/factories/connections';
import { later } from '@/tests/factories/world';
import { parseCertificates } from './parse-certificates';

const parse = (text: string) => parseCertificates(text, later(0));

function refusalOf(text: string): string | null {
  try {
    parse(text);
    return null;
  } catch (error) {
    return (error as { fields: { certificates: string } }).fields.certificates;
  }
}

async function signedBy(algorithm: EcKeyGenParams | Algorithm): Promise<string> {
  const keys = (await crypto.subtle.generateKey(algorithm, false, ['sign', 'verify'])) as CryptoKeyPair;
  const signingAlgorithm = { ...algorithm, hash: 'SHA-256' };
  const validity = { notBefore: later(-60), notAfter: later(86_400) };
  const made = await X509CertificateGenerator.createSelfSigned({
    name: 'CN=idp',
    keys,
    signingAlgorithm,
    ...validity,
  });
  return made.toString('pem');
}

describe('a certificate of an identity provider', () => {
  test.each(['P-256', 'P-384', 'P-521'])('may be on the curve %s', async (namedCurve) => {
    expect(parse(await signedBy({ name: 'ECDSA', namedCurve } as EcKeyGenParams))).toHaveLength(1);
  });

  test('is not of Ed25519, which nobody verifies', async () => {
    expect(refusalOf(await signedBy({ name: 'Ed25519' }))).toMatch(/neither RSA nor on an elliptic curve/);
  });

  test.each([512, 1024, 2047])('is not of RSA with %i bits', async (bits) => {
    expect(refusalOf(await makeCertificate({ bits }))).toContain(`${bits} bits`);
  });

  test('is kept once, however often it is pasted', async () => {
    const pem = await makeCertificate();
    const bare = pem.replaceAll(/-----.*-----|\s/g, '');
    expect(parse(pem + pem.replaceAll('\n', '\r\n') + pem)).toMatchObject([{ certificate: bare }]);
    expect(parse(bare)).toEqual(parse(pem));
  });

  test('is kept by its own bytes, without what was pasted behind them', async () => {
    const pem = await makeCertificate();
    const der = Buffer.from(pem.replaceAll(/-----.*-----|\s/g, ''), 'base64');
    const longer = Buffer.concat([der, Buffer.from('and more')]).toString('base64');
    for (const { certificate } of [...(refusalOf(longer) === null ? parse(longer) : []), ...parse(pem)])
      expect(certificate).toBe(der.toString('base64'));
  });

  test('is refused with the good ones that came with it', async () => {
    const good = await makeCertificate();
    expect(refusalOf(good + (await makeCertificate({ bits: 1024 })))).toContain('1024 bits');
  });

  test.each([
    ['a private key', '-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----'],
    [
      'a request for a certificate',
      '-----BEGIN CERTIFICATE REQUEST-----\nAAAA\n-----END CERTIFICATE REQUEST-----',
    ],
    ['nothing in it', '-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----'],
    ['a zero byte', '\0'],
    ['half of it', '-----BEGIN CERTIFICATE-----\nMIIB'],
  ])('is not %s', (_, text) => expect(refusalOf(text)).toMatch(/no certificate/));

  test('is not its public key alone', async () => {
    const key = createPublicKey(
      new X509Certificate(await makeCertificate()).publicKey.export({ type: 'spki', format: 'pem' }),
    );
    expect(refusalOf(key.export({ type: 'spki', format: 'der' }).toString('base64'))).toMatch(
      /no certificate/,
    );
  });
});
