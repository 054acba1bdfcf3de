import { findKey } from '@/lib/scim/read-value';
import { ScimError } from '@/lib/scim/scim-error';
import { bulk } from './bulk';
import { discovery } from './discovery';
import { everything, searchEverything } from './everything';
import { groups } from './groups';
import { matchEndpoint, type Route } from './match-endpoint';
import type { ScimEndpoints, ScimHandler } from './scim-call';
import { users } from './users';

/** RFC 7644 section 3.11: nobody is signed in to a directory. */
const me: ScimHandler = async () => {
  throw new ScimError(501, null, 'A directory is no person: use /Users.');
};

/** What stands below the base URL of a directory (RFC 7644 section 3.2). */
const endpoints: ScimEndpoints = {
  '': everything,
  '.search': searchEverything,
  Users: users,
  Groups: groups,
  Bulk: bulk,
  Me: { all: { GET: me, POST: me, PUT: me, PATCH: me, DELETE: me } },
  ...discovery,
};

/**
 * What answers a path below the base URL, whose first part is taken in any case (Microsoft's collection of requests asks
 * for /users); throws a refusal where nothing does.
 */
export function findRoute(rest: string, method: string): Route {
  const [name = '', ...more] = rest.split('/');
  return matchEndpoint(endpoints, [findKey(endpoints, name) ?? name, ...more].join('/'), method);
}

/** The endpoint that a path begins with, in Usher's own words; `/` where there is none. */
export function endpointOf(rest: string): string {
  const name = rest.split('/')[0] ?? '';
  return Object.hasOwn(endpoints, name) ? `/${name}` : '/';
}

/** Whether a path is answered to everybody. */
export function isDiscovery(rest: string): boolean {
  return findKey(discovery, rest.split('/')[0] ?? '') !== null;
}
