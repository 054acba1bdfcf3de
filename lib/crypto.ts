import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  createSecretKey,
  hkdfSync,
  type KeyObject,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto';
import { env } from './env';

/** `byteCount` random bytes as base64url. */
export function randomToken(byteCount = 32): string {
  return randomBytes(byteCount).toString('base64url');
}

/** SHA-256 of a bearer token as lower-case hex: how sessions and attempts are stored. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

/** A key of 32 bytes for one purpose, derived from the installation's secret (HKDF-SHA-256, RFC 5869). */
function deriveKey(secret: string, purpose: string): KeyObject {
  if (secret.length < 32) throw new Error('USHER_SECRET is missing or too short.');
  const name = `${purpose} ${secret}`;
  const known = derivedKeys.get(name);
  if (known) return known;
  const key = createSecretKey(new Uint8Array(hkdfSync('sha256', secret, '', purpose, 32)));
  derivedKeys.set(name, key);
  return key;
}

/** Few: a purpose is a word of the code, and the secrets are those of the installation. */
const derivedKeys = new Map<string, KeyObject>();

/** A key for one purpose that a program beside Usher is told: text of 64 hexadecimal digits, whose bytes are the key. */
export function sharedKey(purpose: string): string {
  return deriveKey(env().secret, purpose).export().toString('hex');
}

/** HMAC-SHA-256 of `parts`, separated by a zero byte so that no two lists of parts read the same. */
export function hmac(key: Buffer | KeyObject, parts: readonly string[]): Buffer {
  return createHmac('sha256', key).update(parts.join('\0')).digest();
}

/** Compares in constant time; false when the lengths differ. */
export function equalBytes(a: Buffer, b: Buffer): boolean {
  return a.length === b.length && timingSafeEqual(a, b);
}

/** `plain` sealed for one purpose with AES-256-GCM: nonce, tag, text. Opened by `open` while the secret is known. */
export function seal(plain: string, purpose: string): Buffer {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', deriveKey(env().secret, purpose), nonce);
  const text = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), text]);
}

/** What `seal` was given, or null when it was sealed with a secret that is not known any more. */
export function open(sealed: Uint8Array, purpose: string): string | null {
  for (const secret of linkSecrets()) {
    const decipher = createDecipheriv('aes-256-gcm', deriveKey(secret, purpose), sealed.subarray(0, 12));
    decipher.setAuthTag(sealed.subarray(12, 28));
    try {
      return decipher.update(sealed.subarray(28), undefined, 'utf8') + decipher.final('utf8');
    } catch {
      // Another secret may fit.
    }
  }
  return null;
}

/** The secrets that links are made with (the first) and accepted with (any of them: USHER_SECRET_PREVIOUS). */
export function linkSecrets(): [string, ...string[]] {
  return [env().secret, ...env().previousSecrets];
}

/** The mac of a mailed link over `parts`, as base64url. */
export function linkMac(secret: string, parts: readonly string[]): string {
  return hmac(deriveKey(secret, 'usher/links/v1'), parts).toString('base64url');
}

/** Whether `mac` is right for `parts` under any of `secrets`; in constant time. */
export function isLinkMac(mac: string, secrets: readonly string[], parts: readonly string[]): boolean {
  const given = Buffer.from(mac);
  return secrets.some((secret) => equalBytes(given, Buffer.from(linkMac(secret, parts))));
}
