import { isLinkMac, linkMac, linkSecrets } from '../crypto';
import { env } from '../env';
import { idDigits, idFromDigits } from '../id';

const format = /^([0-9]{17,19})\.([A-Za-z0-9_-]{43})$/;

/** The token of a mailed sign-in link: the digits of its id and a mac over it. Derived, never stored. */
export function signInToken(linkId: string, secrets = linkSecrets()): string {
  return `${idDigits(linkId)}.${linkMac(secrets[0], macParts(linkId))}`;
}

/** The link's id when the mac is right, compared in constant time; else null. */
export function readSignInToken(token: string, secrets = linkSecrets()): string | null {
  const [, digits, mac] = format.exec(token) ?? [];
  const linkId = digits && idFromDigits('link', digits);
  if (!linkId || !mac) return null;
  return isLinkMac(mac, secrets, macParts(linkId)) ? linkId : null;
}

/** The address that is mailed: always the configured base URL. */
export function signInUrl(linkId: string): string {
  return new URL(`/login/link/${signInToken(linkId)}`, env().baseUrl).href;
}

function macParts(linkId: string): string[] {
  return ['usher/sign-in/v1', linkId];
}
