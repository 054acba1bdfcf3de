import { isLinkMac, linkMac, linkSecrets } from '../crypto';
import { env } from '../env';
import { idDigits, idFromDigits } from '../id';

const format = /^([0-9]{17,19})\.([A-Za-z0-9_-]{43})$/;

/** The token of a set-up link: the digits of its id and a mac over it. Derived, never stored. */
export function portalToken(linkId: string, secrets = linkSecrets()): string {
  return `${idDigits(linkId)}.${linkMac(secrets[0], macParts(linkId))}`;
}

/** The link's id when the mac is right, compared in constant time; else null. */
export function readPortalToken(token: string, secrets = linkSecrets()): string | null {
  const [, digits, mac] = format.exec(token) ?? [];
  const linkId = digits && idFromDigits('link', digits);
  if (!linkId || !mac) return null;
  return isLinkMac(mac, secrets, macParts(linkId)) ? linkId : null;
}

/** The address that is handed to an IT admin: always on the configured base URL, never on a request's Host. */
export function portalUrl(linkId: string): string {
  return new URL(`/portal/${portalToken(linkId)}`, env().baseUrl).href;
}

function macParts(linkId: string): string[] {
  return ['usher/portal/v1', linkId];
}
