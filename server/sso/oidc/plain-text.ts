/**
 * What somebody else wrote, as one line of plain text: nothing that could not be stored (a zero byte, half a character)
 * or would move what stands beside it, and no longer than it is worth.
 */
export function plainText(text: string, maximumLength: number): string {
  return text
    .slice(0, maximumLength)
    .toWellFormed()
    .replace(/\p{Cc}+/gu, ' ')
    .trim();
}

/** A text as it is, and everything else as JSON; what is nested too deeply for that says nothing. */
export function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  try {
    return JSON.stringify(value) ?? '';
  } catch {
    return '';
  }
}
