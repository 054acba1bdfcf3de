import type { ServerResponse } from 'node:http';

/** Ends an answer with JSON, which nobody keeps unless `cacheControl` allows it. */
export function sendJson(
  response: ServerResponse,
  status: number,
  body: unknown,
  cacheControl = 'no-store',
): void {
  response.writeHead(status, { 'Content-Type': 'application/json', 'Cache-Control': cacheControl });
  response.end(JSON.stringify(body));
}
