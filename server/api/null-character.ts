/** Whether a text anywhere in a message has the null character, which PostgreSQL does not store. */
export function hasNullCharacter(value: unknown): boolean {
  if (typeof value === 'string') return value.includes('\0');
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return false;
  return Object.entries(value).some(([name, one]) => name.includes('\0') || hasNullCharacter(one));
}
