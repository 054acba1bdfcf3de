import { ScimError } from '@/lib/scim/scim-error';
import type { ScimEndpoint, ScimEndpoints, ScimHandler, ScimMethods } from './scim-call';
import { RefusedRequest, refusal } from './scim-errors';

export interface Route {
  readonly handle: ScimHandler;
  readonly id: string | null;
}

/** What answers a path without a slash at its start; throws a refusal where nothing does. */
export function matchEndpoint(endpoints: ScimEndpoints, path: string, method: string): Route {
  const [name = '', id = null, ...more] = path.split('/');
  const methods = Object.hasOwn(endpoints, name) ? methodsAt(endpoints[name], id) : undefined;
  if (!methods || more.length > 0) throw new ScimError(404, null, 'There is nothing at this path.');
  const handle = Object.hasOwn(methods, method) ? methods[method] : undefined;
  if (handle) return { handle, id };
  const allowed = Object.keys(methods).join(', ');
  throw new RefusedRequest(refusal(405, `Use ${allowed} here.`, { Allow: allowed }));
}

function methodsAt(endpoint: ScimEndpoint | undefined, id: string | null): ScimMethods | undefined {
  if (id === null) return endpoint?.all;
  return id === '.search' ? endpoint?.search : endpoint?.one;
}
