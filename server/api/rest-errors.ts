import type { ServerResponse } from 'node:http';
import { toJson } from '@bufbuild/protobuf';
import { Code, type ConnectError } from '@connectrpc/connect';
import { ErrorInfoSchema } from '@scalekit-sdk/node/lib/pkg/grpc/scalekit/v1/errdetails/errdetails_pb.js';
import { sendJson } from './send-json';

/** The HTTP status of each gRPC code, as gateways between the two have it (google/rpc/code.proto). */
const statuses: Record<Code, number> = {
  [Code.Canceled]: 499,
  [Code.Unknown]: 500,
  [Code.InvalidArgument]: 400,
  [Code.DeadlineExceeded]: 504,
  [Code.NotFound]: 404,
  [Code.AlreadyExists]: 409,
  [Code.PermissionDenied]: 403,
  [Code.ResourceExhausted]: 429,
  [Code.FailedPrecondition]: 400,
  [Code.Aborted]: 409,
  [Code.OutOfRange]: 400,
  [Code.Unimplemented]: 501,
  [Code.Internal]: 500,
  [Code.Unavailable]: 503,
  [Code.DataLoss]: 500,
  [Code.Unauthenticated]: 401,
};

/**
 * Ends an answer with a refusal as `google.rpc.Status` in JSON, the same code, message and details that gRPC sends.
 * `status` is for what only HTTP knows, like a path that takes other verbs.
 */
export function sendError(
  response: ServerResponse,
  error: ConnectError,
  status = statuses[error.code],
): void {
  for (const [name, value] of error.metadata) response.setHeader(name, value);
  // RFC 6750 section 3.
  if (status === 401) response.setHeader('WWW-Authenticate', 'Bearer realm="Usher"');
  const details = error.findDetails(ErrorInfoSchema).map((detail) => ({
    '@type': `type.googleapis.com/${ErrorInfoSchema.typeName}`,
    ...(toJson(ErrorInfoSchema, detail, { useProtoFieldName: true, alwaysEmitImplicit: true }) as object),
  }));
  sendJson(response, status, { code: error.code, message: error.rawMessage, details });
}
