/** A pattern for LIKE that finds `text` anywhere in lower-cased text, with its wildcards taken literally. */
export function containsPattern(text: string): string {
  return `%${literalPattern(text)}%`;
}

/** The same at the beginning only. */
export function prefixPattern(text: string): string {
  return `${literalPattern(text)}%`;
}

function literalPattern(text: string): string {
  return text.toLowerCase().replace(/[\\%_]/g, '\\$&');
}
