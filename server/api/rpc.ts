import type { IncomingMessage, ServerResponse } from 'node:http';
import type { DescMethodUnary, Message } from '@bufbuild/protobuf';
import {
  type ConnectRouter,
  createContextKey,
  createContextValues,
  type HandlerContext,
} from '@connectrpc/connect';
import { setTrailerStatus } from '@connectrpc/connect/protocol-grpc';
import { connectNodeAdapter } from '@connectrpc/connect-node';
import { readCtx } from '../context';
import type { Implementation } from './handler';
import { invoke, unimplemented } from './invoke';
import { implementations } from './services';

const maximumMessageBytes = 1_048_576;
const maximumSeconds = 60;

const requestKey = createContextKey<IncomingMessage | null>(null);

/**
 * Calls over gRPC (which needs HTTP/2), gRPC-Web and Connect: `POST /<service>/<method>`. A deadline that the client
 * sends is kept; a call goes on to its end when the client hangs up, so that nothing is half-written.
 */
export const handleRpc: (request: IncomingMessage, response: ServerResponse) => Promise<void> = async (
  request,
  response,
) => adapter(request, response);

const adapter = connectNodeAdapter({
  routes,
  contextValues: (request) => createContextValues().set(requestKey, request as IncomingMessage),
  fallback: (request, response) => answerUnknown(request as IncomingMessage, response as ServerResponse),
  readMaxBytes: maximumMessageBytes,
  maxTimeoutMs: maximumSeconds * 1000,
});

function routes(router: ConnectRouter): void {
  for (const implementation of implementations) {
    const methods = implementation.service.methods.filter((method) => method.methodKind === 'unary');
    for (const method of methods as DescMethodUnary[]) router.rpc(method, answer(implementation, method));
  }
}

function answer(implementation: Implementation, method: DescMethodUnary) {
  return async (message: Message, { values }: HandlerContext): Promise<Message> => {
    const request = values.get(requestKey);
    if (!request) throw new Error('A call came without its request.');
    return invoke(implementation, method, await readCtx(request), message);
  };
}

/** An unknown service or method: gRPC's own words for it, with details, in headers alone. */
function answerUnknown(request: IncomingMessage, response: ServerResponse): void {
  const [, service = '', method = ''] = (request.url ?? '').split('?')[0]?.split('/') ?? [];
  const headers = new Headers({ 'content-type': 'application/grpc' });
  setTrailerStatus(headers, unimplemented(service, method, String(request.headers['x-request-id'])));
  response.writeHead(200, Object.fromEntries(headers)).end();
}
