import type { KeyObject } from 'node:crypto';

const curves = new Set(['prime256v1', 'secp384r1', 'secp521r1']);

/**
 * Why an identity provider's key cannot be relied on, in words for an admin: RSA below 2048 bits, a curve other than
 * P-256, P-384 and P-521, or another kind of key. Null: it can.
 */
export function keyWeakness({ asymmetricKeyType, asymmetricKeyDetails = {} }: KeyObject): string | null {
  const { modulusLength = 0, namedCurve = '' } = asymmetricKeyDetails;
  if (asymmetricKeyType === 'rsa')
    return modulusLength >= 2048
      ? null
      : `The key of this certificate has ${modulusLength} bits. At least 2048 are needed.`;
  if (asymmetricKeyType !== 'ec')
    return 'The key of this certificate is neither RSA nor on an elliptic curve.';
  return curves.has(namedCurve)
    ? null
    : `The curve ${namedCurve} of this certificate is not one of P-256, P-384 and P-521.`;
}
