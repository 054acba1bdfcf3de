import { type ClientHttp2Session, type ClientHttp2Stream, connect } from 'node:http2';
import {
  create,
  type DescMethodUnary,
  fromBinary,
  type MessageInitShape,
  toBinary,
} from '@bufbuild/protobuf';
import { BinaryReader } from '@bufbuild/protobuf/wire';
import { AnySchema } from '@bufbuild/protobuf/wkt';
import {
  type ErrorInfo,
  ErrorInfoSchema,
} from '@scalekit-sdk/node/lib/pkg/grpc/scalekit/v1/errdetails/errdetails_pb.js';

/** What a gRPC call came to, read from its trailers (gRPC over HTTP/2, "Responses"). */
export interface RawAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly info: ErrorInfo | null;
}

/** A gRPC client without any habits of its own: it neither gives up nor repeats, and can hang up at any moment. */
export interface RawClient {
  begin(path: string, headers?: Record<string, string>): ClientHttp2Stream;
  call(method: DescMethodUnary, body: Buffer, headers?: Record<string, string>): Promise<RawAnswer>;
  hangUp(): void;
}

export function openRawClient(url: string, token: string): RawClient {
  const session: ClientHttp2Session = connect(url);
  // Hanging up is what some tests are about.
  session.on('error', () => {});
  const begin: RawClient['begin'] = (path, headers) => {
    const fixed = { ':method': 'POST', te: 'trailers', 'content-type': 'application/grpc' };
    const stream = session.request({ ...fixed, ':path': path, authorization: `Bearer ${token}`, ...headers });
    stream.on('error', () => {});
    return stream;
  };
  return {
    begin,
    async call(method, body, headers) {
      const stream = begin(pathOf(method), headers);
      stream.end(body);
      return readAnswer(stream);
    },
    hangUp: () => session.destroy(),
  };
}

export function pathOf(method: DescMethodUnary): string {
  return `/${method.parent.typeName}/${method.name}`;
}

/** A message as gRPC sends it: not compressed, its length, its bytes. */
export function frame<M extends DescMethodUnary>(method: M, message: MessageInitShape<M['input']>): Buffer {
  const bytes = toBinary(method.input, create(method.input, message));
  const head = Buffer.alloc(5);
  head.writeUInt32BE(bytes.length, 1);
  return Buffer.concat([head, bytes]);
}

async function readAnswer(stream: ClientHttp2Stream): Promise<RawAnswer> {
  const headers: Record<string, string> = {};
  const keep = (more: object) => Object.assign(headers, more);
  stream.on('response', keep);
  stream.on('trailers', keep);
  stream.resume();
  await new Promise((resolve) => stream.once('end', resolve));
  // The answer may be there before all of the question was sent.
  stream.close();
  return {
    status: Number(headers['grpc-status']),
    headers,
    info: readInfo(headers['grpc-status-details-bin']),
  };
}

/** `google.rpc.Status`, whose third field holds the details. */
function readInfo(details: string | undefined): ErrorInfo | null {
  if (!details) return null;
  const any = fieldOf(Buffer.from(details, 'base64'), 3);
  return any ? fromBinary(ErrorInfoSchema, fromBinary(AnySchema, any).value) : null;
}

/** The first field of this number that has a length. */
function fieldOf(bytes: Buffer, number: number): Uint8Array | null {
  const reader = new BinaryReader(bytes);
  while (reader.pos < reader.len) {
    const [field, wireType] = reader.tag();
    if (field === number) return reader.bytes();
    reader.skip(wireType);
  }
  return null;
}
