import { isIP } from 'node:net';
import { blockList } from './public-address';

/** What the operator lets Usher reach beside the public Internet (USHER_ALLOWED_PRIVATE_HOSTS). */
export interface AllowedHosts {
  /** A host that is named, or whose address is: it may be anywhere, and speak http. */
  isHost(host: string): boolean;
  isAddress(address: string): boolean;
}

/** From names, addresses and networks (`address/bits`), which lib/env.ts has checked. */
export function allowedHosts(entries: readonly string[]): AllowedHosts {
  const isNetwork = (entry: string) => isIP(entry.split('/')[0] ?? '') !== 0;
  const names = new Set(entries.filter((entry) => !isNetwork(entry)));
  const networks = blockList(entries.filter(isNetwork));
  const isAddress = (address: string) => {
    const family = isIP(address);
    return family !== 0 && networks.check(address, family === 4 ? 'ipv4' : 'ipv6');
  };
  return { isHost: (host) => names.has(host) || isAddress(host), isAddress };
}
