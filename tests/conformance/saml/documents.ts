import {
  constants,
  createCipheriv,
  createHash,
  publicEncrypt,
  randomBytes,
  X509Certificate,
} from 'node:crypto';
import { signXml } from '@node-saml/node-saml/lib/xml';
import { SignedXml } from 'xml-crypto';
import type { ServiceProviderKey } from '@/lib/connections/service-provider-key';

export const now = new Date('2026-05-01T12:00:00.000Z');
export const entityId = 'https://login.example.com/sso/v1/saml/conn_1';
export const acsUrl = `${entityId}/callback`;
export const issuer = 'https://idp.customer.example.com/metadata';

export function at(secondsFromNow: number): string {
  return new Date(now.getTime() + secondsFromNow * 1000).toISOString();
}

const draft = {
  id: '_assertion',
  issuer,
  nameId: 'ada@customer.example.com',
  nameIdFormat: 'urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress',
  audience: `<saml:AudienceRestriction><saml:Audience>${entityId}</saml:Audience></saml:AudienceRestriction>`,
  conditions: ` NotBefore="${at(-60)}" NotOnOrAfter="${at(300)}"`,
  method: 'urn:oasis:names:tc:SAML:2.0:cm:bearer',
  confirmation: ` InResponseTo="_request" NotOnOrAfter="${at(300)}" Recipient="${acsUrl}"`,
  statement: `<saml:AuthnStatement AuthnInstant="${at(-5)}"><saml:AuthnContext><saml:AuthnContextClassRef>urn:oasis:names:tc:SAML:2.0:ac:classes:Password</saml:AuthnContextClassRef></saml:AuthnContext></saml:AuthnStatement>`,
  attributes:
    '<saml:AttributeStatement><saml:Attribute Name="groups"><saml:AttributeValue>Engineers</saml:AttributeValue></saml:Attribute></saml:AttributeStatement>',
  /** Somewhere in the assertion. */
  extra: '',
};
export type AssertionDraft = typeof draft;

/** An assertion, not signed; healthy where the draft says nothing else. */
export function assertionXml(changes: Partial<AssertionDraft> = {}): string {
  const one = { ...draft, ...changes };
  return `<saml:Assertion xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="${one.id}" IssueInstant="${at(-5)}" Version="2.0"><saml:Issuer>${one.issuer}</saml:Issuer><saml:Subject><saml:NameID Format="${one.nameIdFormat}">${one.nameId}</saml:NameID><saml:SubjectConfirmation Method="${one.method}"><saml:SubjectConfirmationData${one.confirmation}></saml:SubjectConfirmationData></saml:SubjectConfirmation></saml:Subject><saml:Conditions${one.conditions}>${one.audience}</saml:Conditions>${one.statement}${one.attributes}${one.extra}</saml:Assertion>`;
}

const envelope = {
  attributes: ` Destination="${acsUrl}" InResponseTo="_request"`,
  issuer: `<saml:Issuer xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion">${issuer}</saml:Issuer>`,
  status:
    '<samlp:Status><samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Success"></samlp:StatusCode></samlp:Status>',
};

/** A response around what is given, not signed. */
export function responseXml(content: string, changes: Partial<typeof envelope> = {}): string {
  const one = { ...envelope, ...changes };
  return `<samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" ID="_response" IssueInstant="${at(-5)}" Version="2.0"${one.attributes}>${one.issuer}${one.status}${content}</samlp:Response>`;
}

interface SignOptions {
  readonly signatureAlgorithm?: 'sha1' | 'sha256' | 'sha512';
  readonly digestAlgorithm?: string;
  readonly xmlSignatureTransforms?: string[];
}

/** Signs the response or the assertion in `xml` as an identity provider does. */
export function signed(
  xml: string,
  name: 'Response' | 'Assertion',
  key: ServiceProviderKey,
  options: SignOptions = {},
): string {
  const { reference, ...place } = placeOf(name);
  return signXml(xml, reference, place.location, {
    signatureAlgorithm: 'sha256',
    digestAlgorithm: 'sha256',
    privateKey: key.privateKey,
    publicCert: pem(key.certificate),
    ...options,
  });
}

function placeOf(name: 'Response' | 'Assertion') {
  const reference = `//*[local-name(.)='${name}']`;
  return {
    reference,
    location: { reference: `${reference}/*[local-name(.)='Issuer']`, action: 'after' },
  } as const;
}

/** What a signature says of itself, and how it is really made: the two may differ. */
export interface Signing {
  readonly method: string;
  readonly digestMethod: string;
  readonly digest: string;
  readonly sign: (signedInfo: string) => Buffer;
}

/** Signs by algorithms that node-saml does not know, or only pretends to. */
export function signedBy(xml: string, name: 'Response' | 'Assertion', signing: Signing): string {
  const { reference: xpath, location } = placeOf(name);
  const signer = new SignedXml({ privateKey: 'its own', canonicalizationAlgorithm: exclusive });
  signer.signatureAlgorithm = signing.method;
  signer.SignatureAlgorithms[signing.method] = class {
    getAlgorithmName = () => signing.method;
    getSignature = (signedInfo: unknown) => signing.sign(String(signedInfo)).toString('base64');
    verifySignature = () => false;
  };
  signer.HashAlgorithms[signing.digestMethod] = class {
    getAlgorithmName = () => signing.digestMethod;
    getHash = (text: string) => createHash(signing.digest).update(text).digest('base64');
  };
  signer.addReference({ xpath, transforms: [enveloped, exclusive], digestAlgorithm: signing.digestMethod });
  signer.computeSignature(xml, { location });
  return signer.getSignedXml();
}

const exclusive = 'http://www.w3.org/2001/10/xml-exc-c14n#';
const enveloped = 'http://www.w3.org/2000/09/xmldsig#enveloped-signature';

const mgf1p = 'http://www.w3.org/2001/04/xmlenc#rsa-oaep-mgf1p';

/** How the key of the content is hidden, and what is said of that. */
export interface Transport {
  readonly method: string;
  /** Inside of the EncryptionMethod. */
  readonly parameters?: string;
  readonly padding: number;
  readonly hash?: string;
}
export const oaep: Transport = { method: mgf1p, padding: constants.RSA_PKCS1_OAEP_PADDING };
const ciphers = {
  'aes-256-gcm': ['http://www.w3.org/2009/xmlenc11#aes256-gcm', 32, 12],
  'aes-128-gcm': ['http://www.w3.org/2009/xmlenc11#aes128-gcm', 16, 12],
  'aes-256-cbc': ['http://www.w3.org/2001/04/xmlenc#aes256-cbc', 32, 16],
  'aes-128-cbc': ['http://www.w3.org/2001/04/xmlenc#aes128-cbc', 16, 16],
  'des-ede3-cbc': ['http://www.w3.org/2001/04/xmlenc#tripledes-cbc', 24, 8],
} as const;

/** An EncryptedAssertion of any content (XML Encryption 1.1 sections 5.2 and 5.5). */
export function encrypted(
  content: string,
  certificate: string,
  cipher: keyof typeof ciphers = 'aes-256-gcm',
  { method, parameters = '', padding, hash = 'sha1' }: Transport = oaep,
): string {
  const [algorithm, keyLength, nonceLength] = ciphers[cipher];
  const keyMethod = parameters
    ? `<xenc:EncryptionMethod Algorithm="${method}">${parameters}</xenc:EncryptionMethod>`
    : `<xenc:EncryptionMethod Algorithm="${method}"/>`;
  const key = randomBytes(keyLength);
  const nonce = randomBytes(nonceLength);
  const { publicKey } = new X509Certificate(Buffer.from(certificate, 'base64'));
  const data = `<xenc:EncryptedData xmlns:xenc="http://www.w3.org/2001/04/xmlenc#" Type="http://www.w3.org/2001/04/xmlenc#Element"><xenc:EncryptionMethod Algorithm="${algorithm}"/><ds:KeyInfo xmlns:ds="http://www.w3.org/2000/09/xmldsig#"><xenc:EncryptedKey>${keyMethod}<xenc:CipherData><xenc:CipherValue>${publicEncrypt({ key: publicKey, padding, oaepHash: hash }, key).toString('base64')}</xenc:CipherValue></xenc:CipherData></xenc:EncryptedKey></ds:KeyInfo><xenc:CipherData><xenc:CipherValue>${encipher(cipher, key, nonce, content)}</xenc:CipherValue></xenc:CipherData></xenc:EncryptedData>`;
  return `<saml:EncryptedAssertion xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion">${data}</saml:EncryptedAssertion>`;
}

function encipher(cipher: keyof typeof ciphers, key: Buffer, nonce: Buffer, content: string): string {
  if (cipher === 'aes-256-gcm' || cipher === 'aes-128-gcm') {
    const machine = createCipheriv(cipher, key, nonce);
    const parts = [nonce, machine.update(content, 'utf8'), machine.final(), machine.getAuthTag()];
    return Buffer.concat(parts).toString('base64');
  }
  const machine = createCipheriv(cipher, key, nonce);
  return Buffer.concat([nonce, machine.update(content, 'utf8'), machine.final()]).toString('base64');
}

export function base64(text: string): string {
  return Buffer.from(text).toString('base64');
}

function pem(certificate: string): string {
  return `-----BEGIN CERTIFICATE-----\n${certificate.match(/.{1,64}/g)?.join('\n')}\n-----END CERTIFICATE-----\n`;
}
