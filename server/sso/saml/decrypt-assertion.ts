import { decryptXml } from '@node-saml/node-saml/lib/xml';
import type { Gate } from '@/lib/sso/asserted-identity';
import { firstRefusal, quote, refuse } from '@/lib/sso/steps';
import { checkMarkup } from './response-text';
import { attributeOf, childElements, elementsWithin, encryptionNamespace, isNamed, onlyChild } from './xml';

const contentAlgorithms = [
  'http://www.w3.org/2009/xmlenc11#aes256-gcm',
  'http://www.w3.org/2009/xmlenc11#aes128-gcm',
  'http://www.w3.org/2001/04/xmlenc#aes256-cbc',
  'http://www.w3.org/2001/04/xmlenc#aes128-cbc',
];
/** RSA with the padding of PKCS #1 v1.5 tells whoever may ask often enough what it hides (Bleichenbacher). */
const keyAlgorithms = ['http://www.w3.org/2001/04/xmlenc#rsa-oaep-mgf1p'];

/**
 * The XML of the assertion in an EncryptedAssertion. Nothing is decrypted unless its algorithms are allowed, and what
 * fails from there on fails with one and the same words: CBC proves nothing of what it hides, so an answer that told
 * one failure from another would give the content away, byte by byte.
 */
export async function decryptAssertion(encrypted: Element, privateKey: string | null): Promise<Gate<string>> {
  const refusal = firstRefusal({ 'encryption-algorithms': encryptionAlgorithms }, encrypted);
  if (refusal) return refusal;
  const failed = refuse('decryption', 'It cannot be decrypted with the key of this connection.');
  if (privateKey === null) return failed;
  try {
    const text = await decryptXml(encrypted.toString(), privateKey);
    return checkMarkup(text) ? failed : { ok: true, passed: text };
  } catch {
    return failed;
  }
}

/** One EncryptedData and the one EncryptedKey for it, in it or beside it (Core section 2.3.4). */
function encryptionAlgorithms(encrypted: Element): string | null {
  const all = elementsWithin(encrypted);
  const named = (name: string) => all.filter(({ localName }) => localName === name);
  const data = onlyChild(encrypted, encryptionNamespace, 'EncryptedData');
  const [key] = named('EncryptedKey');
  const counts = ['EncryptedData', 'EncryptedKey'].map((name) => named(name).length);
  if (!data || !key || counts.some((count) => count !== 1) || named('CipherValue').length !== 2)
    return 'It does not hold one encrypted assertion and its key.';
  if (named('RetrievalMethod').some((method) => !/^#[\w.-]+$/.test(attributeOf(method, 'URI') ?? '')))
    return 'Its key is somewhere else.';
  const refused = [
    [methodOf(data), contentAlgorithms],
    [methodOf(key), keyAlgorithms],
  ].find(([algorithm, allowed]) => !allowed?.includes(String(algorithm)));
  return refused ? `It is encrypted with ${quote(String(refused[0]))}, which is not allowed.` : null;
}

function methodOf(encrypted: Element): string {
  const methods = childElements(encrypted).filter((one) =>
    isNamed(one, encryptionNamespace, 'EncryptionMethod'),
  );
  return methods.map((method) => attributeOf(method, 'Algorithm')).join(', ');
}
