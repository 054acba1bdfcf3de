import type { JWTPayload } from 'jose';
import { plainText, textOf } from './plain-text';

/** What a provider says of somebody, as it came. */
export type Claims = Readonly<Record<string, unknown>>;

/** The proved claims of somebody's ID token, and those of the userinfo endpoint; null: there is none. */
export interface SaidClaims {
  readonly idToken: JWTPayload;
  readonly userinfo: Claims | null;
}

/** What belongs to the token and not to the person. */
const tokenClaims = new Set(['nonce', 'at_hash', 'c_hash', 's_hash', 'exp', 'iat', 'nbf', 'jti']);
const maximumLength = 2_000;

/** Without those that say nothing. */
export function filled(claims: Claims): Claims {
  return Object.fromEntries(
    Object.entries(claims).filter(([, value]) => value !== undefined && value !== null && value !== ''),
  );
}

/** All claims about the person as lists of texts, by the provider's names; objects as JSON. */
export function readAttributes(claims: Claims): Readonly<Record<string, readonly string[]>> {
  const pairs = Object.entries(filled(claims)).filter(([name]) => !tokenClaims.has(name));
  return Object.fromEntries(
    pairs.map(([name, value]) => [plainText(name, maximumLength), [value].flat().map(toText)]),
  );
}

function toText(value: unknown): string {
  return plainText(textOf(value), maximumLength);
}

/** An address of the web; nothing else is shown as a picture. */
export function webAddressOf(value: string | undefined): string | null {
  return value && URL.canParse(value) && /^https?:$/.test(new URL(value).protocol) ? value : null;
}
