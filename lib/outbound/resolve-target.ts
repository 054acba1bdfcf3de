import type { LookupAddress } from 'node:dns';
import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import type { AllowedHosts } from './allowed-hosts';
import type { CheckedTarget } from './check-target';
import { isPublicAddress } from './public-address';

/** Asks the system for the addresses of a name; replaced by tests. */
export type Resolve = (host: string) => Promise<readonly LookupAddress[]>;

export type ResolvedTarget =
  | { readonly ok: true; readonly addresses: readonly LookupAddress[] }
  | { readonly ok: false; readonly reason: string };

/**
 * Where a checked target is, to be connected to and nowhere else. A name one of whose addresses is not public is
 * refused as a whole, unless the operator allows the name or that address: whoever owns the name chooses the answer.
 */
export async function resolveTarget(
  { host }: Extract<CheckedTarget, { ok: true }>,
  allowed: AllowedHosts,
  resolve: Resolve = systemResolve,
): Promise<ResolvedTarget> {
  const addresses = await addressesOf(host, resolve);
  if (addresses.length === 0) return { ok: false, reason: 'There is no host of that name.' };
  const isReachable = ({ address }: LookupAddress) => allowed.isAddress(address) || isPublicAddress(address);
  if (!allowed.isHost(host) && !addresses.every(isReachable))
    return {
      ok: false,
      reason: 'Its name leads into a private network, and USHER_ALLOWED_PRIVATE_HOSTS does not name it.',
    };
  return { ok: true, addresses };
}

async function addressesOf(host: string, resolve: Resolve): Promise<readonly LookupAddress[]> {
  const family = isIP(host);
  if (family !== 0) return [{ address: host, family }];
  return resolve(host).catch(() => []);
}

const systemResolve: Resolve = (host) => lookup(host, { all: true });
