/** The value of a cookie in a `Cookie` header, or null. */
export function readCookie(header: string | undefined, name: string): string | null {
  const pair = header?.split(';').find((part) => part.trim().startsWith(`${name}=`));
  // Usher's own values need no encoding: what would have to be decoded is not one of them.
  return pair?.trim().slice(name.length + 1) ?? null;
}
