import { isIP } from 'node:net';
import type { AllowedHosts } from './allowed-hosts';
import { isPublicAddress } from './public-address';

export type CheckedTarget =
  | { readonly ok: true; readonly url: URL; readonly host: string }
  /** A sentence for whoever gave the address. */
  | { readonly ok: false; readonly reason: string };

/**
 * Whether Usher may be told to send something to an address: https, except to hosts that the operator allows, without
 * user, password and fragment, and not to an address of a private network. Asks nobody: where a name leads is looked
 * at when something is sent (`sendRequest`).
 */
export function checkTarget(text: string, allowed: AllowedHosts): CheckedTarget {
  if (!URL.canParse(text)) return refused('Enter a whole address, like https://app.example.com/path.');
  const url = new URL(text);
  const host = url.hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');
  const isAllowed = allowed.isHost(host);
  if (!isAllowed && isPrivate(host))
    return refused('It is in a private network. Usher reaches those that USHER_ALLOWED_PRIVATE_HOSTS names.');
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isAllowed))
    return refused('The address must begin with https://.');
  if (url.username || url.password) return refused('The address must not hold a user or a password.');
  if (url.hash) return refused('The address must not have a part after #.');
  return { ok: true, url, host };
}

function isPrivate(host: string): boolean {
  if (isIP(host) !== 0) return !isPublicAddress(host);
  return host === 'localhost' || /\.(?:localhost|local|internal)$/.test(host) || !host.includes('.');
}

function refused(reason: string): CheckedTarget {
  return { ok: false, reason };
}
