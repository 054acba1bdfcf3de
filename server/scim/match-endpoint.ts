import { ScimError } from '@/lib/scim/scim-error';
import type { ScimEndpoint, ScimEndpoints, ScimHandler, ScimMethods } from './scim-call';
import { RefusedRequest, refusal } from './scim-errors';

export interface Route {
  readonly handle: ScimHandler;
  readonly id: string | null;
}

/**
 * What answers a path without a slash at its start, HEAD like GET (RFC 9110 section 9.1); throws a refusal where nothing
 * does.
 */
export function matchEndpoint(endpoints: ScimEndpoints, path: string, method: string): Route {
  const [name = '', id = null, ...more] = path.split('/');
  const methods = Object.hasOwn(endpoints, name) ? methodsAt(endpoints[name], id) : undefined;
  if (!methods || more.length > 0) throw new ScimError(404, null, 'There is nothing at this path.');
  const named = method === 'HEAD' ? 'GET' : method;
  const handle = Object.hasOwn(methods, named) ? methods[named] : undefined;
  if (handle) return { handle, id };
  const allowed = Object.keys(methods)
    .flatMap((each) => (each === 'GET' ? ['GET', 'HEAD'] : [each]))
    .join(', ');
  throw new RefusedRequest(refusal(405, `Use ${allowed} here.`, { Allow: allowed }));
}

function methodsAt(endpoint: ScimEndpoint | undefined, id: string | null): ScimMethods | undefined {
  if (id === null) return endpoint?.all;
  return id === '.search' ? endpoint?.search : endpoint?.one;
}
