import { Resolver } from 'node:dns/promises';
import { env } from '../env';

/** What the name servers say of a name. */
export type TxtAnswer =
  | { readonly kind: 'records'; readonly values: readonly string[] }
  | { readonly kind: 'none' }
  /** They do not say: this is no proof that there is nothing. */
  | { readonly kind: 'unknown'; readonly reason: string };

/** RFC 1035: there is no such name, or it has no TXT record. */
const nothingThere = ['ENOTFOUND', 'ENODATA'];

/**
 * The TXT records of `name`, each of its pieces joined (RFC 7208 section 3.3 does it so), aliases (CNAME) followed by the
 * name servers. Never throws, and gives up after five seconds from the first question on, whatever the name servers do.
 */
export async function lookUpTxt(name: string, patienceMilliseconds = 5000): Promise<TxtAnswer> {
  const resolver = new Resolver({ timeout: 1500, tries: 2 });
  const { dnsServers } = env();
  if (dnsServers.length > 0) resolver.setServers(dnsServers);
  const timer = setTimeout(() => resolver.cancel(), patienceMilliseconds);
  try {
    const records = await resolver.resolveTxt(name);
    return { kind: 'records', values: records.map((pieces) => pieces.join('')) };
  } catch (error) {
    return toAnswer(error);
  } finally {
    clearTimeout(timer);
  }
}

function toAnswer(error: unknown): TxtAnswer {
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'EUNKNOWN';
  if (nothingThere.includes(code)) return { kind: 'none' };
  const isLate = ['ETIMEOUT', 'ECANCELLED'].includes(code);
  return {
    kind: 'unknown',
    reason: isLate ? 'The name servers did not answer in time.' : 'The name servers could not answer.',
  };
}
