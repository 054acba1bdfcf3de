import { equalBytes, isLinkMac, linkMac, linkSecrets } from '../crypto';

const idFormat = /^[A-Za-z0-9_-]{43}$/;
const tokenFormat = /^([A-Za-z0-9_-]{43})\.([A-Za-z0-9_-]{43})$/;

/** The code of six digits that proves the mailbox of a request. Derived, never stored. */
export function passwordlessCode(requestId: string, secrets = linkSecrets()): string {
  return codeOf(requestId, secrets[0]);
}

/** What the mailed link carries instead: the request's id and a mac over it. */
export function passwordlessToken(requestId: string, secrets = linkSecrets()): string {
  return `${requestId}.${linkMac(secrets[0], ['usher/passwordless-link/v1', requestId])}`;
}

/** Whether the code is that of the request, under any of the secrets; in constant time. */
export function isPasswordlessCode(requestId: string, code: string, secrets = linkSecrets()): boolean {
  if (!idFormat.test(requestId)) return false;
  const given = Buffer.from(code);
  return secrets.some((secret) => equalBytes(given, Buffer.from(codeOf(requestId, secret))));
}

/** The request's id when the mac of a link token is right, compared in constant time; else null. */
export function readPasswordlessToken(token: string, secrets = linkSecrets()): string | null {
  const [, requestId, mac] = tokenFormat.exec(token) ?? [];
  if (!requestId || !mac) return null;
  return isLinkMac(mac, secrets, ['usher/passwordless-link/v1', requestId]) ? requestId : null;
}

/** Of 64 bits of the mac, so that no code is noticeably likelier than another. */
function codeOf(requestId: string, secret: string): string {
  const mac = Buffer.from(linkMac(secret, ['usher/passwordless-code/v1', requestId]), 'base64url');
  return String(mac.readBigUInt64BE() % 1_000_000n).padStart(6, '0');
}
