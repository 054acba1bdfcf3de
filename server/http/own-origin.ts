import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';

/**
 * The origin of a form on one of our own pages. Browsers say `Origin: null` for it, since those pages send no referrer
 * (Fetch standard, "append a request Origin header"), and Next would refuse the press. `Sec-Fetch-Site` tells it from
 * a stranger's form or a sandboxed frame: no page can set that header. Everything else keeps what it said.
 */
export function ownOrigin(headers: IncomingHttpHeaders, origin: string): string | undefined {
  const isOwnForm = headers.origin === 'null' && headers['sec-fetch-site'] === 'same-origin';
  return isOwnForm ? origin : headers.origin;
}

/** Whether a page of another origin wants something changed: browsers name the origin of every such request. */
export function isFromElsewhere(
  { method, headers }: Pick<IncomingMessage, 'method' | 'headers'>,
  origin: string,
): boolean {
  const changes = method !== 'GET' && method !== 'HEAD';
  return changes && headers.origin !== undefined && headers.origin !== origin;
}
