/** How a path begins that somebody on the way might read as another host. */
const hostLike = /^\/(?:\/|%2f|%5c)/i;

/** What is no page: /auth/callback, for one, would send the browser to itself for ever. */
const noPage = /^\/(?:auth|api)\//;

/**
 * A path of this host to go to after a sign-in, or null for anything that a browser might read as another host or a
 * script: `//evil`, `/\evil`, encoded forms of them, control characters, absolute addresses; also where such a path is
 * only what remains after its `..`. Null for what is no page, too.
 */
export function safeReturnTo(text: string | null | undefined): string | null {
  if (!text || text.length > 2000 || !text.startsWith('/')) return null;
  if (/[\\\p{Cc}\s]/u.test(text) || hostLike.test(text)) return null;
  const base = 'http://usher.invalid';
  if (!URL.canParse(text, base)) return null;
  const url = new URL(text, base);
  const path = `${url.pathname}${url.search}${url.hash}`;
  return url.origin === base && !hostLike.test(path) && !noPage.test(path) ? path : null;
}
