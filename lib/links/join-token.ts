import { isLinkMac, linkMac, linkSecrets } from '../crypto';
import { env } from '../env';
import { idDigits, idFromDigits } from '../id';

const format = /^([0-9]{17,19})\.([A-Za-z0-9_-]{43})$/;

/** The token of a mailed link that lets somebody join by their domain. Derived, never stored. */
export function joinToken(linkId: string, secrets = linkSecrets()): string {
  return `${idDigits(linkId)}.${linkMac(secrets[0], macParts(linkId))}`;
}

/** The link's id when the mac is right, compared in constant time; else null. */
export function readJoinToken(token: string, secrets = linkSecrets()): string | null {
  const [, digits, mac] = format.exec(token) ?? [];
  const linkId = digits && idFromDigits('joinLink', digits);
  if (!linkId || !mac) return null;
  return isLinkMac(mac, secrets, macParts(linkId)) ? linkId : null;
}

/** The address that is mailed: always the configured base URL. */
export function joinUrl(linkId: string): string {
  return new URL(`/login/join/${joinToken(linkId)}`, env().baseUrl).href;
}

function macParts(linkId: string): string[] {
  return ['usher/join/v1', linkId];
}
