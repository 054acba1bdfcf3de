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

/** The same in quotation marks, for a sentence. */
export function quoted(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? 'nothing');
  return `“${plainText(text.replace(/\p{C}+/gu, ' '), 200)}”`;
}
