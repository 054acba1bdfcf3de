import { ScimError } from '@/lib/scim/scim-error';
import { discovery } from './discovery';
import { groups } from './groups';
import type { ScimEndpoint, ScimHandler } from './scim-call';
import { RefusedRequest, refusal } from './scim-errors';
import { users } from './users';

/** RFC 7644 section 3.11: nobody is signed in to a directory. */
const me: ScimHandler = async () => {
  throw new ScimError(501, null, 'A directory is no person: use /Users.');
};

/** What stands below the base URL of a directory (RFC 7644 section 3.2). */
const endpoints: Readonly<Record<string, ScimEndpoint>> = {
  Users: users,
  Groups: groups,
  Me: { all: { GET: me, POST: me, PUT: me, PATCH: me, DELETE: me } },
  ...discovery,
};

export interface Route {
  readonly handle: ScimHandler;
  readonly id: string | null;
}

/** What answers a path below the base URL; throws a refusal where nothing does. */
export function findRoute(rest: string, method: string): Route {
  const [name = '', id = null, ...more] = rest.split('/');
  const endpoint = Object.hasOwn(endpoints, name) ? endpoints[name] : undefined;
  const methods = id === null ? endpoint?.all : endpoint?.one;
  if (!methods || more.length > 0) throw new ScimError(404, null, 'There is nothing at this path.');
  const handle = Object.hasOwn(methods, method) ? methods[method] : undefined;
  if (handle) return { handle, id };
  const allowed = Object.keys(methods).join(', ');
  throw new RefusedRequest(refusal(405, `Use ${allowed} here.`, { Allow: allowed }));
}

/** Whether a path is answered to everybody. */
export function isDiscovery(rest: string): boolean {
  return Object.hasOwn(discovery, rest.split('/')[0] ?? '');
}
