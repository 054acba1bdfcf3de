/** The version of a resource as HTTP shows it (RFC 7644 section 3.14): weak, since projections differ in their bytes. */
export function etagOf(version: number): string {
  return `W/"${version}"`;
}

/**
 * Whether If-Match or If-None-Match names this version: one of a list, or `*`. Weak and strong tags are the same here,
 * since a client can only send back what it was given.
 */
export function etagMatches(header: string, version: number): boolean {
  const tags = header.split(',').map((tag) => tag.trim().replace(/^W\//i, ''));
  return tags.includes('*') || tags.includes(`"${version}"`);
}
