import { ConnectError } from '@connectrpc/connect';
import {
  type ErrorInfo,
  ErrorInfoSchema,
} from '@scalekit-sdk/node/lib/pkg/grpc/scalekit/v1/errdetails/errdetails_pb.js';

/** What the SDK makes of a refusal. */
export async function refusalOf(call: Promise<unknown>): Promise<{ code: unknown; message: string }> {
  const error = await call.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof Error)) throw new Error('The call was not refused.');
  return { code: Reflect.get(error, 'errorCode'), message: error.message };
}

/** What a plain client gets as a refusal. */
export async function errorOf(call: Promise<unknown>): Promise<ConnectError> {
  const error = await call.catch((thrown: unknown) => thrown);
  if (!(error instanceof ConnectError)) throw new Error('The call was not refused.');
  return error;
}

/** The details that every refusal of the API carries. */
export async function errorInfoOf(call: Promise<unknown>): Promise<ErrorInfo> {
  const [info] = (await errorOf(call)).findDetails(ErrorInfoSchema);
  if (!info) throw new Error('The refusal has no details.');
  return info;
}
