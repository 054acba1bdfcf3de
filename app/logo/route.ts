import { getLogo } from '@/lib/workspace/get-logo';
import { getCtx } from '@/server/context';

/** Browsers ask again after five minutes, and hear then whether it is still the same. */
const caching = 'public, max-age=300';

/**
 * The logo of the application, for everybody. Its type is one of three kinds of picture, which its bytes were
 * checked to be, and browsers take it for nothing else.
 */
export async function GET(request: Request): Promise<Response> {
  const logo = await getLogo(await getCtx());
  if (!logo) return new Response(null, { status: 404, headers: { 'Cache-Control': 'no-store' } });
  const headers = { ETag: logo.etag, 'Cache-Control': caching };
  if (request.headers.get('if-none-match') === logo.etag) return new Response(null, { status: 304, headers });
  return new Response(new Uint8Array(logo.bytes), {
    headers: { ...headers, 'Content-Type': logo.type, 'X-Content-Type-Options': 'nosniff' },
  });
}
