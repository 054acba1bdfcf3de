import type { IncomingMessage, ServerResponse } from 'node:http';
import { database } from '@/lib/db';
import { readSigningKeys } from '@/lib/oidc-store/signing-key';

/** `GET /keys`: what our tokens are verified with (RFC 7517 section 5). May be kept for five minutes. */
export async function handleKeys(_request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { all } = await readSigningKeys({ db: database(), now: new Date() });
  response.writeHead(200, {
    'Content-Type': 'application/json',
    'Cache-Control': 'public, max-age=300',
    'Access-Control-Allow-Origin': '*',
  });
  response.end(JSON.stringify({ keys: all.map((key) => key.publicJwk) }));
}
