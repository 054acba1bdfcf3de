import { ConnectError } from '@connectrpc/connect';
import type { UniversalServerResponse } from '@connectrpc/connect/protocol';
import {
  findTrailerError,
  headerStatusDetailsBin,
  setTrailerStatus,
} from '@connectrpc/connect/protocol-grpc';
import { apiError } from './errors';

/**
 * The same answer, where every gRPC error carries its details: also those that the transport makes before a call is
 * there, like a message that is too large or cannot be read. Trailers are complete when the body has ended.
 */
export function withDetails(response: UniversalServerResponse, requestId: string): UniversalServerResponse {
  const { body, trailer } = response;
  if (!trailer || !body) return response;
  return { ...response, body: completed(body, trailer, requestId) };
}

async function* completed(
  body: AsyncIterable<Uint8Array>,
  trailer: Headers,
  requestId: string,
): AsyncIterable<Uint8Array> {
  yield* body;
  const error = trailer.has(headerStatusDetailsBin) ? undefined : findTrailerError(trailer);
  if (error instanceof ConnectError)
    setTrailerStatus(trailer, apiError(error.code, error.rawMessage, requestId));
}
