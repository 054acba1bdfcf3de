import { isLinkMac, linkMac, linkSecrets } from '../crypto';
import { env } from '../env';
import { idDigits, idFromDigits } from '../id';

/** `mail` was sent to the invited mailbox and proves it; `copy` was handed out by an admin and proves nothing. */
export type LinkPurpose = 'mail' | 'copy';

export interface InvitationLink {
  readonly invitationId: string;
  readonly generation: number;
  readonly purpose: LinkPurpose;
}

const format = /^([0-9]{17,19})\.([1-9][0-9]{0,8})\.([A-Za-z0-9_-]{43})$/;

/**
 * The token of an invitation's link: the digits of its id, its generation, and a mac over both and the purpose
 * (product rule 5). Derived, never stored.
 */
export function invitationToken(link: InvitationLink, secrets = linkSecrets()): string {
  return `${idDigits(link.invitationId)}.${link.generation}.${linkMac(secrets[0], macParts(link))}`;
}

/** What a token says when its mac is right, compared in constant time; null for everything else. */
export function readInvitationToken(token: string, secrets = linkSecrets()): InvitationLink | null {
  const [, digits, generation, mac] = format.exec(token) ?? [];
  const invitationId = digits && idFromDigits('invitation', digits);
  if (!invitationId || !generation || !mac) return null;
  const purposes: LinkPurpose[] = ['mail', 'copy'];
  const links = purposes.map((purpose) => ({ invitationId, generation: Number(generation), purpose }));
  return links.find((link) => isLinkMac(mac, secrets, macParts(link))) ?? null;
}

/** The address that is mailed: always the configured base URL, never a request's Host. */
export function invitationUrl(link: InvitationLink): string {
  return new URL(`/invite/${invitationToken(link)}`, env().baseUrl).href;
}

function macParts(link: InvitationLink): string[] {
  return ['usher/invite/v1', link.purpose, link.invitationId, String(link.generation)];
}
