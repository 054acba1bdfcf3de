import type { IncomingMessage, ServerResponse } from 'node:http';
import type { DescMethodUnary, Message } from '@bufbuild/protobuf';
import {
  Code,
  ConnectError,
  type ConnectRouter,
  createConnectRouter,
  createContextKey,
  createContextValues,
  type HandlerContext,
} from '@connectrpc/connect';
import { setTrailerStatus } from '@connectrpc/connect/protocol-grpc';
import {
  compressionBrotli,
  compressionGzip,
  universalRequestFromNodeRequest,
  universalResponseToNodeResponse,
} from '@connectrpc/connect-node';
import type { Ctx } from '@/lib/authz/context';
import { readCtx } from '../context';
import { withDetails } from './grpc-details';
import type { Implementation } from './handler';
import { admit, invoke, unimplemented } from './invoke';
import { readCtxAgain } from './read-ctx-again';
import { implementations } from './services';
import { untilDeadline } from './until-deadline';

const maximumMessageBytes = 1_048_576;

const requestKey = createContextKey<IncomingMessage | null>(null);
const ctxKey = createContextKey<Ctx | null>(null);

const router = createConnectRouter({
  acceptCompression: [compressionGzip, compressionBrotli],
  readMaxBytes: maximumMessageBytes,
});
addRoutes(router);

/** By path. */
const handlers = new Map(router.handlers.map((handler) => [handler.requestPath, handler]));

/**
 * Calls over gRPC (which needs HTTP/2), gRPC-Web and Connect: `POST /<service>/<method>`. A deadline that the client
 * sends is kept; a call that was begun goes on to its end when the client hangs up, so that nothing is half-written.
 */
export async function handleRpc(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const handler = handlers.get((request.url ?? '').split('?')[0] ?? '');
  if (!handler) return answerUnknown(request, response);
  try {
    const values = createContextValues().set(requestKey, request);
    const asked = universalRequestFromNodeRequest(request, response, undefined, values);
    const answered = withDetails(await handler(asked), requestIdOf(request));
    await universalResponseToNodeResponse(answered, response);
  } catch (error) {
    // Nobody is there any more to be told.
    if (!response.destroyed && ConnectError.from(error).code !== Code.Aborted) throw error;
  }
}

function addRoutes({ rpc }: ConnectRouter): void {
  for (const implementation of implementations) {
    const methods = implementation.service.methods.filter((method) => method.methodKind === 'unary');
    for (const method of methods as DescMethodUnary[]) {
      const requestGate = admitCaller(implementation, method);
      rpc(method, answer(implementation, method), { requestGate });
    }
  }
}

/** Before the message is read. */
function admitCaller(implementation: Implementation, method: DescMethodUnary) {
  return async ({ values, signal }: HandlerContext): Promise<void> => {
    const request = given(values.get(requestKey));
    const ctx = await untilDeadline(readCtx(request), signal, requestIdOf(request));
    admit(implementation, method, ctx);
    values.set(ctxKey, ctx);
  };
}

function answer(implementation: Implementation, method: DescMethodUnary) {
  return async (message: Message, { values, signal }: HandlerContext): Promise<Message> => {
    const [request, before] = [given(values.get(requestKey)), given(values.get(ctxKey))];
    const call = async () =>
      invoke(implementation, method, await readCtxAgain(request, before), message, signal);
    return untilDeadline(call(), signal, requestIdOf(request));
  };
}

function given<Value>(value: Value | null): Value {
  if (value === null) throw new Error('A call came without its request.');
  return value;
}

/** An unknown service or method: gRPC's own words for it, with details, in headers alone. */
function answerUnknown(request: IncomingMessage, response: ServerResponse): void {
  const [, service = '', method = ''] = (request.url ?? '').split('?')[0]?.split('/') ?? [];
  const headers = new Headers({ 'content-type': 'application/grpc' });
  setTrailerStatus(headers, unimplemented(service, method, requestIdOf(request)));
  response.writeHead(200, Object.fromEntries(headers)).end();
}

function requestIdOf(request: IncomingMessage): string {
  return String(request.headers['x-request-id']);
}
