import 'reflect-metadata';
import { createPrivateKey } from 'node:crypto';
import { X509CertificateGenerator } from '@peculiar/x509';

/** What Usher proves itself with at one SAML identity provider. */
export interface ServiceProviderKey {
  /** PKCS #8 in PEM: signs requests, opens encrypted assertions. */
  readonly privateKey: string;
  /** Base64 of the DER, without lines and headers. */
  readonly certificate: string;
}

const tenYearsMilliseconds = 10 * 365 * 86_400_000;
const oneDayMilliseconds = 86_400_000;

/**
 * A new RSA key of 2048 bits with a certificate that vouches for itself for ten years: the identity provider is given
 * the certificate and trusts that one, whoever issued it. Valid from the day before, for clocks that are behind.
 */
export async function createServiceProviderKey(now: Date): Promise<ServiceProviderKey> {
  const algorithm = {
    name: 'RSASSA-PKCS1-v1_5',
    hash: 'SHA-256',
    modulusLength: 2048,
    publicExponent: new Uint8Array([1, 0, 1]),
  };
  const keys = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const certificate = await X509CertificateGenerator.createSelfSigned({
    name: 'CN=Usher',
    notBefore: new Date(now.getTime() - oneDayMilliseconds),
    notAfter: new Date(now.getTime() + tenYearsMilliseconds),
    signingAlgorithm: algorithm,
    keys,
  });
  const der = Buffer.from(await crypto.subtle.exportKey('pkcs8', keys.privateKey));
  const privateKey = createPrivateKey({ key: der, type: 'pkcs8', format: 'der' });
  return {
    privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    certificate: Buffer.from(certificate.rawData).toString('base64'),
  };
}
