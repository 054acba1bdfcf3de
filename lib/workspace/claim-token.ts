import { isLinkMac, linkMac, linkSecrets } from '../crypto';
import { env } from '../env';

/** The token of the link with which a new workspace is claimed: a mac over its id. Derived, never stored. */
export function claimToken(workspaceId: string, secrets = linkSecrets()): string {
  return linkMac(secrets[0], macParts(workspaceId));
}

/** Whether `token` claims this workspace; compared in constant time. */
export function isClaimToken(token: string, workspaceId: string, secrets = linkSecrets()): boolean {
  return isLinkMac(token, secrets, macParts(workspaceId));
}

/** The address that the operator's console shows: always the configured base URL. */
export function claimUrl(workspaceId: string): string {
  return new URL(`/claim/${claimToken(workspaceId)}`, env().baseUrl).href;
}

function macParts(workspaceId: string): string[] {
  return ['usher/claim/v1', workspaceId];
}
