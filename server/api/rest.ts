import type { IncomingMessage, ServerResponse } from 'node:http';
import { type JsonValue, toJson } from '@bufbuild/protobuf';
import { Code } from '@connectrpc/connect';
import type { Ctx } from '@/lib/authz/context';
import { readCtx } from '../context';
import { readBody } from '../http/read-body';
import { apiError, toApiError } from './errors';
import { admit, invoke } from './invoke';
import { readCtxAgain } from './read-ctx-again';
import { sendError } from './rest-errors';
import { readRestRequest } from './rest-request';
import { matchRoute, type RestRoute, restRoutes } from './rest-routes';
import { sendJson } from './send-json';
import { implementations } from './services';

const maximumBodyBytes = 1_048_576;

const routes = restRoutes(implementations);

/** Calls over plain HTTP with JSON (`/api/v1/...`), at the addresses that the descriptors give them. */
export async function handleRest(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const requestId = String(request.headers['x-request-id']);
  const { pathname, searchParams } = splitTarget(request.url ?? '');
  const match = matchRoute(routes, request.method ?? '', pathname);
  if (match.kind === 'unknown')
    return sendError(response, apiError(Code.NotFound, 'There is nothing at this path.', requestId));
  if (match.kind === 'other_verb') {
    const allowed = match.allowed.join(', ');
    const error = apiError(Code.Unimplemented, `Use ${allowed} here.`, requestId, [], { allow: allowed });
    return sendError(response, error, 405);
  }
  try {
    const { implementation, method, rule } = match.route;
    const ctx = await readCtx(request);
    admit(implementation, method, ctx);
    const body = rule.body === null ? '' : await readBody(request, maximumBodyBytes);
    if (body === null)
      return sendError(response, apiError(Code.InvalidArgument, 'The body is too large.', requestId), 413);
    const input = { values: match.values, query: searchParams, body };
    sendJson(response, 200, await answer(match.route, await readCtxAgain(request, ctx), input));
  } catch (error) {
    // Nobody is there any more to be told.
    if (response.destroyed) return;
    sendError(response, toApiError(error, requestId));
  }
}

/** Not by `URL`, which would resolve what a value contains, like two dots. */
function splitTarget(target: string): { readonly pathname: string; readonly searchParams: URLSearchParams } {
  const [pathname = '', ...query] = target.split('?');
  return { pathname, searchParams: new URLSearchParams(query.join('?')) };
}

async function answer(
  route: RestRoute,
  ctx: Ctx,
  input: Parameters<typeof readRestRequest>[1],
): Promise<JsonValue> {
  const { implementation, method } = route;
  const message = await invoke(implementation, method, ctx, readRestRequest(route, input));
  return toJson(method.output, message, { useProtoFieldName: true, alwaysEmitImplicit: true });
}
