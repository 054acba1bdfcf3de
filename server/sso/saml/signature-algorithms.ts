import { constants, createHash, type KeyObject, verify } from 'node:crypto';
import type { HashAlgorithm, SignatureAlgorithm } from 'xml-crypto';
import { keyWeakness } from '@/lib/connections/key-weakness';

interface Scheme {
  readonly keyType: 'rsa' | 'ec';
  readonly hash: string;
}

const more = 'http://www.w3.org/2001/04/xmldsig-more#';
const encryption = 'http://www.w3.org/2001/04/xmlenc#';

/** RSA of PKCS #1 v1.5 and ECDSA, with hashes of SHA-2 (RFC 9231 sections 2.3.2 to 2.3.6). Whatever is not here is refused. */
const schemes: Readonly<Record<string, Scheme>> = {
  [`${more}rsa-sha256`]: { keyType: 'rsa', hash: 'sha256' },
  [`${more}rsa-sha384`]: { keyType: 'rsa', hash: 'sha384' },
  [`${more}rsa-sha512`]: { keyType: 'rsa', hash: 'sha512' },
  [`${more}ecdsa-sha256`]: { keyType: 'ec', hash: 'sha256' },
  [`${more}ecdsa-sha384`]: { keyType: 'ec', hash: 'sha384' },
  [`${more}ecdsa-sha512`]: { keyType: 'ec', hash: 'sha512' },
};

const hashes: Readonly<Record<string, string>> = {
  [`${encryption}sha256`]: 'sha256',
  [`${more}sha384`]: 'sha384',
  [`${encryption}sha512`]: 'sha512',
};

export const signatureMethods: readonly string[] = Object.keys(schemes);
export const digestMethods: readonly string[] = Object.keys(hashes);

/** The digests that xml-crypto may compute, instead of those that it knows itself. */
export const hashAlgorithms = fromEntries(hashes, (uri, hash) => {
  return class implements HashAlgorithm {
    getAlgorithmName = () => uri;
    getHash = (xml: string) => createHash(hash).update(xml, 'utf8').digest('base64');
  };
});

/**
 * The signatures that xml-crypto may verify, instead of those that it knows itself: any of `keys` may have signed, each only
 * by what its kind is for. A name of an algorithm, which whoever signs writes, never makes a key into something else.
 */
export function signatureAlgorithms(
  keys: readonly KeyObject[],
): Record<string, new () => SignatureAlgorithm> {
  return fromEntries(schemes, (uri, scheme) => {
    return class implements SignatureAlgorithm {
      getAlgorithmName = () => uri;
      verifySignature = (material: string, _: unknown, value: string) =>
        keys.some((key) => isSignedBy(key, scheme, material, value));
      getSignature = () => {
        throw new Error('Nothing is signed here.');
      };
    };
  });
}

/** XML Signature writes the two numbers of ECDSA one after the other (XML Signature 1.1 section 6.4.3), not in DER. */
function isSignedBy(key: KeyObject, { keyType, hash }: Scheme, material: string, value: string): boolean {
  if (key.asymmetricKeyType !== keyType || keyWeakness(key) !== null) return false;
  const how =
    keyType === 'ec'
      ? { key, dsaEncoding: 'ieee-p1363' as const }
      : { key, padding: constants.RSA_PKCS1_PADDING };
  return verify(hash, Buffer.from(material, 'utf8'), how, Buffer.from(value, 'base64'));
}

function fromEntries<Value, Made>(
  record: Readonly<Record<string, Value>>,
  make: (uri: string, value: Value) => Made,
): Record<string, Made> {
  return Object.fromEntries(Object.entries(record).map(([uri, value]) => [uri, make(uri, value)]));
}
