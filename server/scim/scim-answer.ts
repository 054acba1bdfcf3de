import type { ServerResponse } from 'node:http';
import type { ScimAnswer } from './scim-call';

/** RFC 7644 section 3.1; Okta asks for the charset. */
const contentType = 'application/scim+json; charset=utf-8';

/** Ends an answer, which nobody keeps. */
export function sendAnswer(response: ServerResponse, { status, body, headers }: ScimAnswer): void {
  const type = body === undefined ? {} : { 'Content-Type': contentType };
  response.writeHead(status, { ...type, 'Cache-Control': 'no-store', ...headers });
  response.end(body === undefined ? undefined : JSON.stringify(body));
}
