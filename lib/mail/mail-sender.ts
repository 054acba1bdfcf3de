/** What would need quoting in a display name (RFC 5322 section 3.2.3); providers differ in how they read quotes. */
const special = /[()<>[\]:;@\\,."]/;

/**
 * The From header of a message: `Name <address>`, the name on one line without control characters, in quotes where
 * RFC 5322 asks for them.
 */
export function formatSender(name: string, address: string): string {
  const line = name
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .replace(/["\\<>]/g, '')
    .trim()
    .slice(0, 100);
  if (line === '') return address;
  return `${special.test(line) ? `"${line}"` : line} <${address}>`;
}
