/**
 * A path of this host to go to after a sign-in, or null for anything that a browser might read as another host or a
 * script: `//evil`, `/\evil`, encoded forms of them, control characters, absolute addresses.
 */
export function safeReturnTo(text: string | null | undefined): string | null {
  if (!text || text.length > 2000 || !text.startsWith('/')) return null;
  if (/[\\\p{Cc}\s]/u.test(text) || /^\/(?:\/|%2f|%5c)/i.test(text)) return null;
  const base = 'http://usher.invalid';
  if (!URL.canParse(text, base)) return null;
  const url = new URL(text, base);
  return url.origin === base && !url.pathname.startsWith('//')
    ? `${url.pathname}${url.search}${url.hash}`
    : null;
}
