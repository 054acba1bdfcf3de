import 'reflect-metadata';
import { constants, createHmac, createPrivateKey, createPublicKey, type KeyObject, sign } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { X509CertificateGenerator } from '@peculiar/x509';
import { beforeAll, describe, expect, test } from 'vitest';
import {
  assertionXml,
  base64,
  encrypted,
  oaep,
  responseXml,
  type Signing,
  signedBy,
  type Transport,
} from './documents';
import { type Keys, makeKeys, posted, refusedAt } from './world';

const more = 'http://www.w3.org/2001/04/xmldsig-more#';
const xmlenc = 'http://www.w3.org/2001/04/xmlenc#';
const xmlenc11 = 'http://www.w3.org/2009/xmlenc11#';
const refusedName = 'encryption-algorithms';

interface Signer {
  readonly key: KeyObject;
  /** Base64 of the DER. */
  readonly certificate: string;
}

const rsa = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256', publicExponent: new Uint8Array([1, 0, 1]) };
const kinds = {
  'RSA-2048': { ...rsa, modulusLength: 2048 },
  'RSA-1024': { ...rsa, modulusLength: 1024 },
  'P-256': { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' },
  'P-384': { name: 'ECDSA', namedCurve: 'P-384', hash: 'SHA-384' },
  'P-521': { name: 'ECDSA', namedCurve: 'P-521', hash: 'SHA-512' },
  Ed25519: { name: 'Ed25519', hash: 'SHA-512' },
} as const;
type Kind = keyof typeof kinds;

async function makeSigner(kind: Kind): Promise<Signer> {
  const algorithm = kinds[kind];
  const keys = (await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])) as CryptoKeyPair;
  const { rawData } = await X509CertificateGenerator.createSelfSigned({
    name: 'CN=idp.customer.example.com',
    signingAlgorithm: algorithm,
    keys,
  });
  const der = Buffer.from(await crypto.subtle.exportKey('pkcs8', keys.privateKey));
  const key = createPrivateKey({ key: der, type: 'pkcs8', format: 'der' });
  return { key, certificate: Buffer.from(rawData).toString('base64') };
}

let keys: Keys;
let signers: Record<Kind, Signer>;
let strangers: Record<Kind, Signer>;
beforeAll(async () => {
  const make = async () =>
    Object.fromEntries(
      await Promise.all((Object.keys(kinds) as Kind[]).map(async (kind) => [kind, await makeSigner(kind)])),
    ) as Record<Kind, Signer>;
  [keys, signers, strangers] = await Promise.all([makeKeys(), make(), make()]);
});

const digests = {
  sha256: `${xmlenc}sha256`,
  sha384: `${more}sha384`,
  sha512: `${xmlenc}sha512`,
} as const;
type Hash = keyof typeof digests;

/** As the specification has it, beside what a test changes. */
function signing({ key }: Signer, hash: Hash, changes: Partial<Signing> = {}): Signing {
  const isEc = key.asymmetricKeyType === 'ec';
  return {
    method: `${more}${isEc ? 'ecdsa' : 'rsa'}-${hash}`,
    digestMethod: digests[hash],
    digest: hash,
    sign: (text) => sign(hash, Buffer.from(text), { key, dsaEncoding: 'ieee-p1363' }),
    ...changes,
  };
}

/** The step that refuses what is posted where `pinned` is the connection's one certificate. */
function refusal(pinned: Pick<Signer, 'certificate'>, xml: string): string | null {
  const input = posted(keys, base64(xml));
  const [validity] = input.connection.certificates;
  if (!validity) throw new Error('There is no certificate to replace.');
  const certificates = [{ ...validity, certificate: pinned.certificate }];
  return refusedAt({ ...input, connection: { ...input.connection, certificates } });
}

const healthy = () => responseXml(assertionXml());
const all = (['RSA-2048', 'P-256', 'P-384', 'P-521'] as const).flatMap((kind) =>
  (['sha256', 'sha384', 'sha512'] as const).map((hash) => [kind, hash] as const),
);

describe.each(all)('a signature by %s with %s', (kind, hash) => {
  test.each(['Response', 'Assertion'] as const)('of the %s is believed', (element) => {
    const signer = signers[kind];
    expect(refusal(signer, signedBy(healthy(), element, signing(signer, hash)))).toBeNull();
  });

  test('is refused where what it covers was changed, or it was, or another key made it', () => {
    const signer = signers[kind];
    const xml = signedBy(healthy(), 'Response', signing(signer, hash));
    const altered = xml.replace('ada@', 'mallory@');
    expect(altered).not.toBe(xml);
    expect(refusal(signer, altered)).toBe('signature');
    const flip = (text: string) =>
      sign(hash, Buffer.from(`${text} `), { key: signer.key, dsaEncoding: 'ieee-p1363' });
    expect(refusal(signer, signedBy(healthy(), 'Response', signing(signer, hash, { sign: flip })))).toBe(
      'signature',
    );
    expect(refusal(signer, signedBy(healthy(), 'Response', signing(strangers[kind], hash)))).toBe(
      'signature',
    );
  });
});

describe('a signature that pretends to be of another algorithm', () => {
  const curve = () => signers['P-256'];
  const number = () => signers['RSA-2048'];
  const spki = ({ key }: Signer) => createPublicKey(key).export({ type: 'spki', format: 'der' });
  const pem = ({ key }: Signer) => createPublicKey(key).export({ type: 'spki', format: 'pem' });
  const mac = (key: string | Buffer) => (text: string) => createHmac('sha256', key).update(text).digest();

  test.each([
    ['an RSA key by the name of ECDSA', () => [number(), { method: `${more}ecdsa-sha256` }]],
    ['an elliptic key by the name of RSA', () => [curve(), { method: `${more}rsa-sha256` }]],
    ['a hash of 256 bits by the name of 512', () => [number(), { method: `${more}rsa-sha512` }]],
    [
      'ECDSA in DER, which XML Signature does not write',
      () => [curve(), { sign: (text) => sign('sha256', Buffer.from(text), curve().key) }],
    ],
    ['ECDSA of two zeros', () => [curve(), { sign: () => Buffer.alloc(64) }]],
    ['nothing at all', () => [curve(), { sign: () => Buffer.alloc(0) }]],
    ['a MAC with the public key (PEM) by the name of RSA', () => [number(), { sign: mac(pem(number())) }]],
    ['a MAC with the public key (DER) by the name of ECDSA', () => [curve(), { sign: mac(spki(curve())) }]],
    [
      'a MAC with the certificate by the name of RSA',
      () => [number(), { sign: mac(Buffer.from(number().certificate, 'base64')) }],
    ],
    ['another digest than it names', () => [number(), { digestMethod: digests.sha512 }]],
  ] satisfies [string, () => [Signer, Partial<Signing>]][])('is refused at its signature: %s', (_, forge) => {
    const [signer, changes] = forge();
    expect(refusal(signer, signedBy(healthy(), 'Response', signing(signer, 'sha256', changes)))).toBe(
      'signature',
    );
  });

  test.each([
    ['rsa-sha224', `${more}rsa-sha224`],
    ['ecdsa-sha1', `${more}ecdsa-sha1`],
    ['hmac-sha256', `${more}hmac-sha256`],
    ['hmac-sha1', 'http://www.w3.org/2000/09/xmldsig#hmac-sha1'],
    ['dsa-sha256', 'http://www.w3.org/2009/xmldsig11#dsa-sha256'],
    ['RSA-PSS', 'http://www.w3.org/2007/05/xmldsig-more#sha256-rsa-MGF1'],
    ['Ed25519', 'http://www.w3.org/2021/04/xmldsig-more#eddsa-ed25519'],
    ['a name that every object has', 'constructor'],
  ])('is refused by its name: %s', (_, method) => {
    const xml = signedBy(healthy(), 'Response', signing(number(), 'sha256', { method }));
    expect(refusal(number(), xml)).toBe('algorithms');
  });

  test.each([
    ['SHA-224', `${more}sha224`, 'sha224'],
    ['MD5', `${more}md5`, 'md5'],
    ['a name that every object has', 'toString', 'sha256'],
  ])('is refused by its digest: %s', (_, digestMethod, digest) => {
    const xml = signedBy(healthy(), 'Response', signing(number(), 'sha256', { digestMethod, digest }));
    expect(refusal(number(), xml)).toBe('algorithms');
  });
});

test.each(['RSA-1024', 'Ed25519'] as const)(
  'a key that is too weak, or of another kind, signs nothing even if it is pinned: %s',
  (kind) => {
    const signer = signers[kind];
    const signature = (text: string) =>
      sign(kind === 'Ed25519' ? null : 'sha256', Buffer.from(text), signer.key);
    const xml = signedBy(healthy(), 'Response', signing(signer, 'sha256', { sign: signature }));
    expect(refusal(signer, xml)).toBe('signature');
  },
);

interface Recorded {
  readonly name: string;
  readonly response: string;
  readonly certificate: string;
}

/** By javax.xml.crypto.dsig of OpenJDK 17, whose SignatureValue has carriage returns as references. */
const recorded: readonly Recorded[] = JSON.parse(
  readFileSync(new URL('signed-by-java.json', import.meta.url), 'utf8'),
);

test.each(recorded)(
  'what Java signed is believed, and not when it was changed: $name',
  ({ response, certificate }) => {
    expect(refusal({ certificate }, response)).toBeNull();
    for (const [from, to] of [
      ['ada@', 'mallory@'],
      ['customer.example.com</', 'customer.example.com </'],
      ['IssueInstant="2026-05-01T11:59:55', 'IssueInstant="2026-05-01T11:59:54'],
    ] as const) {
      const at = response.lastIndexOf(from);
      expect(refusal({ certificate }, response.slice(0, at) + to + response.slice(at + from.length))).toBe(
        'signature',
      );
    }
  },
);

const digest = (uri: string) =>
  `<ds:DigestMethod xmlns:ds="http://www.w3.org/2000/09/xmldsig#" Algorithm="${uri}"/>`;
const mask = (name: string) => `<xenc11:MGF xmlns:xenc11="${xmlenc11}" Algorithm="${xmlenc11}mgf1${name}"/>`;

describe('a key that is hidden by OAEP', () => {
  const both = (hash: Hash) => digest(digests[hash]) + mask(hash);
  const newer = { method: `${xmlenc11}rsa-oaep`, padding: constants.RSA_PKCS1_OAEP_PADDING };
  const sha1 = 'http://www.w3.org/2000/09/xmldsig#sha1';

  test.each<[string, Transport, string | null]>([
    ['with SHA-1, as nothing else is said', newer, null],
    ['with SHA-1, and says so', { ...newer, parameters: digest(sha1) + mask('sha1') }, null],
    ['with SHA-1 of the older name', { ...oaep, parameters: digest(sha1) }, null],
    ['with SHA-256', { ...newer, parameters: both('sha256'), hash: 'sha256' }, null],
    ['with SHA-384', { ...newer, parameters: both('sha384'), hash: 'sha384' }, null],
    ['with SHA-512', { ...newer, parameters: both('sha512'), hash: 'sha512' }, null],
    ['with no label', { ...oaep, parameters: '<xenc:OAEPparams></xenc:OAEPparams>' }, null],
    ['with SHA-256, saying SHA-512', { ...newer, parameters: both('sha512'), hash: 'sha256' }, 'decryption'],
    ['with a label', { ...oaep, parameters: '<xenc:OAEPparams>AAAA</xenc:OAEPparams>' }, refusedName],
    ['with a mask of its own', { ...newer, parameters: digest(digests.sha256) + mask('sha1') }, refusedName],
    ['with no mask said', { ...newer, parameters: digest(digests.sha256) }, refusedName],
    ['with two hashes', { ...newer, parameters: both('sha256') + digest(digests.sha512) }, refusedName],
    ['with MD5', { ...newer, parameters: digest(`${more}md5`) }, refusedName],
  ])('%s', (_, transport, step) => {
    const inside = encrypted(assertionXml(), keys.own.certificate, 'aes-256-gcm', transport);
    const signer = signers['P-256'];
    const xml = signedBy(responseXml(inside), 'Response', signing(signer, 'sha256'));
    expect(refusal(signer, xml)).toBe(step);
  });
});
