import { constants, createHash, type KeyObject, verify } from 'node:crypto';
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

export interface SignatureClaim {
  /** By the name that the message gives. */
  readonly method: string;
  readonly signedText: string;
  /** In base64. */
  readonly value: string;
}

/**
 * Whether one of the keys made the signature, by what its kind is for. The name of the method, which whoever signs writes,
 * never makes a key into something else.
 */
export function isSignedByAny(keys: readonly KeyObject[], claim: SignatureClaim): boolean {
  const scheme = Object.hasOwn(schemes, claim.method) ? schemes[claim.method] : undefined;
  return scheme !== undefined && keys.some((key) => isSignedBy(key, scheme, claim));
}

/** XML Signature writes the two numbers of ECDSA one after the other (XML Signature 1.1 section 6.4.3), not in DER. */
function isSignedBy(
  key: KeyObject,
  { keyType, hash }: Scheme,
  { signedText, value }: SignatureClaim,
): boolean {
  if (key.asymmetricKeyType !== keyType || keyWeakness(key) !== null) return false;
  const how =
    keyType === 'ec'
      ? { key, dsaEncoding: 'ieee-p1363' as const }
      : { key, padding: constants.RSA_PKCS1_PADDING };
  return verify(hash, Buffer.from(signedText, 'utf8'), how, Buffer.from(value, 'base64'));
}

/** Whether `value`, in base64, is the digest of the text by the method of that name. */
export function isDigestOf(text: string, method: string, value: string): boolean {
  const hash = Object.hasOwn(hashes, method) ? hashes[method] : undefined;
  return (
    hash !== undefined && createHash(hash).update(text, 'utf8').digest().equals(Buffer.from(value, 'base64'))
  );
}
