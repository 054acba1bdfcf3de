import { isIPv6 } from 'node:net';

/**
 * What a visitor's network address counts as in the key of a limit: an IPv4 address itself, but of an IPv6 address the
 * first 64 bits, since whoever has one has all that share them. `unknown` for everybody whose address is not known.
 */
export function visitorNetwork(ip: string | null): string {
  if (ip === null) return 'unknown';
  const address = ip.split('%')[0] ?? '';
  return isIPv6(address) ? `${groupsOf(address).slice(0, 4).join(':')}::/64` : ip;
}

/** All eight groups of an IPv6 address; the URL standard writes them in lower case without leading zeros. */
function groupsOf(address: string): string[] {
  const [head = '', tail = ''] = new URL(`http://[${address}]`).hostname.slice(1, -1).split('::');
  const [left, right] = [head, tail].map((part) => part.split(':').filter(Boolean));
  if (!left || !right) return [];
  return [...left, ...Array<string>(8 - left.length - right.length).fill('0'), ...right];
}
