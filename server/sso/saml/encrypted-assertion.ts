import type { Gate } from '@/lib/sso/asserted-identity';
import { quote, refuse } from '@/lib/sso/steps';
import {
  attributeOf,
  childElements,
  childrenNamed,
  elementsWithin,
  encryptionNamespace,
  onlyChild,
  textOf,
} from './xml';

const encryption11 = 'http://www.w3.org/2009/xmlenc11#';

/** XML Encryption 1.1 sections 5.2.2 and 5.2.4. */
const contentAlgorithms = {
  [`${encryption11}aes256-gcm`]: 'aes-256-gcm',
  [`${encryption11}aes128-gcm`]: 'aes-128-gcm',
  [`${encryptionNamespace}aes256-cbc`]: 'aes-256-cbc',
  [`${encryptionNamespace}aes128-cbc`]: 'aes-128-cbc',
} as const;
export type ContentCipher = (typeof contentAlgorithms)[keyof typeof contentAlgorithms];

/** RSA with the padding of PKCS #1 v1.5 tells whoever may ask often enough what it hides (Bleichenbacher). */
const keyAlgorithms = [`${encryptionNamespace}rsa-oaep-mgf1p`, `${encryption11}rsa-oaep`];

const digests: Readonly<Record<string, string>> = {
  'http://www.w3.org/2000/09/xmldsig#sha1': 'sha1',
  'http://www.w3.org/2001/04/xmlenc#sha256': 'sha256',
  'http://www.w3.org/2001/04/xmldsig-more#sha384': 'sha384',
  'http://www.w3.org/2001/04/xmlenc#sha512': 'sha512',
};
const masks: Readonly<Record<string, string>> = {
  [`${encryption11}mgf1sha1`]: 'sha1',
  [`${encryption11}mgf1sha256`]: 'sha256',
  [`${encryption11}mgf1sha384`]: 'sha384',
  [`${encryption11}mgf1sha512`]: 'sha512',
};

/** What an EncryptedAssertion holds, by algorithms that are allowed. */
export interface SealedAssertion {
  readonly cipher: ContentCipher;
  readonly content: Buffer;
  /** The content's key, hidden by OAEP with this hash. */
  readonly key: Buffer;
  readonly oaepHash: string;
}

/** One EncryptedData and the one EncryptedKey for it, in it or beside it (Core section 2.3.4). */
export function readEncrypted(encrypted: Element): Gate<SealedAssertion> {
  const named = (name: string) => elementsWithin(encrypted).filter(({ localName }) => localName === name);
  const data = onlyChild(encrypted, encryptionNamespace, 'EncryptedData');
  const [key] = named('EncryptedKey');
  const counts = ['EncryptedData', 'EncryptedKey'].map((name) => named(name).length);
  const [content, hidden] = [data && cipherValueOf(data), key && cipherValueOf(key)];
  if (!data || !key || !content || !hidden || counts.some((count) => count !== 1))
    return refused('It does not hold one encrypted assertion and its key.');
  if (named('RetrievalMethod').some((method) => !/^#[\w.-]+$/.test(attributeOf(method, 'URI') ?? '')))
    return refused('Its key is somewhere else.');
  const oaep = readOaep(key);
  if (!oaep.ok) return oaep;
  const cipher = Object.entries(contentAlgorithms).find(([uri]) => uri === methodOf(data))?.[1];
  if (!cipher) return refused(`It is encrypted with ${quote(methodOf(data))}, which is not allowed.`);
  return { ok: true, passed: { cipher, content, key: hidden, oaepHash: oaep.passed } };
}

/** Both hashes of OAEP, if they are one (sections 5.5.2 and 5.4.2): Node opens no other. What is not said is SHA-1. */
function readOaep(key: Element): Gate<string> {
  const uri = methodOf(key);
  if (!keyAlgorithms.includes(uri))
    return refused(`Its key is encrypted with ${quote(uri)}, which is not allowed.`);
  const said = methodsOf(key).flatMap(childElements);
  const named = (name: string) => said.filter(({ localName }) => localName === name);
  const hashOf = (name: string, known: Readonly<Record<string, string>>) => {
    const [one, second] = named(name);
    return one && !second ? known[attributeOf(one, 'Algorithm') ?? ''] : one ? undefined : 'sha1';
  };
  const [digest, mask] = [hashOf('DigestMethod', digests), hashOf('MGF', masks)];
  if (!digest || !mask || named('OAEPparams').some(({ textContent }) => textContent?.trim() !== ''))
    return refused('Its key is encrypted with parameters of OAEP that are not known.');
  return digest === mask
    ? { ok: true, passed: digest }
    : refused(`Its key is encrypted by OAEP with ${digest} and a mask of ${mask}: both must be the same.`);
}

function methodsOf(encrypted: Element): Element[] {
  return childrenNamed(encrypted, encryptionNamespace, 'EncryptionMethod');
}

function methodOf(encrypted: Element): string {
  return methodsOf(encrypted)
    .map((method) => attributeOf(method, 'Algorithm'))
    .join(', ');
}

function cipherValueOf(encrypted: Element): Buffer | null {
  const data = onlyChild(encrypted, encryptionNamespace, 'CipherData');
  const value = data && textOf(onlyChild(data, encryptionNamespace, 'CipherValue'));
  return value ? Buffer.from(value, 'base64') : null;
}

function refused(reason: string) {
  return refuse('encryption-algorithms', reason);
}
