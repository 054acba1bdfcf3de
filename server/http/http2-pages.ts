import type { IncomingMessage, ServerResponse } from 'node:http';
import type { NativeHandler } from './handle-request';

/** Whether the client speaks gRPC: then what there is not must be refused in gRPC's own words. */
export function isGrpc({ headers }: Pick<IncomingMessage, 'headers'>): boolean {
  return headers['content-type']?.startsWith('application/grpc') ?? false;
}

/** Lets `pages`, which know HTTP/1.1 alone, answer over HTTP/2 too, as Node's compatibility layer nearly does. */
export function pagesOverHttp2(pages: NativeHandler): NativeHandler {
  return (request, response) => {
    hidePseudoHeaders(request);
    addImplicitHeader(response);
    return pages(request, response);
  };
}

/**
 * The fields that begin with a colon (RFC 9113 section 8.3) are headers with an invalid name to Next. Method and target
 * are read from the hidden ones still.
 */
function hidePseudoHeaders(request: IncomingMessage): void {
  const fields = Object.entries(request.headers).filter(([name]) => !name.startsWith(':'));
  Object.defineProperty(request, 'headers', { value: Object.fromEntries(fields), writable: true });
}

/** What Next's compression calls to have the headers written; Node's layer writes them by itself otherwise. */
function addImplicitHeader(response: ServerResponse): void {
  Object.assign(response, { _implicitHeader: () => response.writeHead(response.statusCode) });
}
