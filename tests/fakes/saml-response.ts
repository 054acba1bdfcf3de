import { X509Certificate } from 'node:crypto';
import samlp from 'samlp';
import type { ServiceProviderKey } from '@/lib/connections/service-provider-key';

/** What is signed, and whether the (signed) assertion is encrypted for the service provider. */
export type SamlIdpMode = 'signed-response' | 'signed-assertion' | 'both' | 'encrypted-assertion';

export interface FakeSamlUser {
  readonly nameId: string;
  /** The last part of the format's name; `emailAddress` if not given. */
  readonly nameIdFormat?: 'emailAddress' | 'persistent' | 'transient' | 'unspecified';
  readonly attributes: Readonly<Record<string, string | readonly string[]>>;
}

interface Response {
  readonly issuer: string;
  readonly key: ServiceProviderKey;
  readonly entityId: string;
  readonly acsUrl: string;
  readonly inResponseTo?: string;
  readonly user: FakeSamlUser;
  readonly mode: SamlIdpMode;
  readonly serviceProviderCertificate: string | null;
  /** Of the content, where it is encrypted. */
  readonly encryption?: string;
}

const formats = {
  emailAddress: 'urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress',
  unspecified: 'urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified',
  persistent: 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent',
  transient: 'urn:oasis:names:tc:SAML:2.0:nameid-format:transient',
};

/** A response as an identity provider in good health sends it, in base64: good for five minutes from now. */
export function mintSamlResponse({ key, user, mode, ...to }: Response): Promise<string> {
  const { nameId, nameIdFormat = 'emailAddress', attributes } = user;
  const options = {
    issuer: to.issuer,
    cert: pemOf(key.certificate),
    key: key.privateKey,
    audience: to.entityId,
    recipient: to.acsUrl,
    destination: to.acsUrl,
    lifetimeInSeconds: 300,
    sessionIndex: '_session',
    signResponse: mode === 'signed-response' || mode === 'both',
    signAssertion: mode !== 'signed-response',
    signatureAlgorithm: 'rsa-sha256',
    digestAlgorithm: 'sha256',
    ...(to.inResponseTo && { inResponseTo: to.inResponseTo }),
    ...(mode === 'encrypted-assertion' && encryptionFor(to)),
    profileMapper: () => ({
      getClaims: () => ({ ...attributes }),
      getNameIdentifier: () => ({ nameIdentifier: nameId, nameIdentifierFormat: formats[nameIdFormat] }),
    }),
  } as const;
  return new Promise((resolve, reject) =>
    samlp.getSamlResponse(options, user, (error, response = '') =>
      error ? reject(error) : resolve(Buffer.from(response).toString('base64')),
    ),
  );
}

function encryptionFor({ serviceProviderCertificate, encryption }: Omit<Response, 'key' | 'user' | 'mode'>) {
  if (serviceProviderCertificate === null)
    throw new Error('It needs a certificate to encrypt for: trust() it.');
  const certificate = new X509Certificate(Buffer.from(serviceProviderCertificate, 'base64'));
  return {
    encryptionCert: pemOf(serviceProviderCertificate),
    encryptionPublicKey: certificate.publicKey.export({ type: 'spki', format: 'pem' }).toString(),
    ...(encryption && { encryptionAlgorithm: encryption }),
  };
}

/** A certificate in base64 as PEM. */
export function pemOf(certificate: string): string {
  const lines = certificate.match(/.{1,64}/g) ?? [];
  return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n');
}
