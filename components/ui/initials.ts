/**
 * One or two capitals that stand for a text: first and last word ("Ada Lindqvist" gives "AL"), the first
 * letter of a single word or an address, a middle dot where there is no letter or digit at all.
 */
export function initials(text: string): string {
  const words = text.split(/\s+/).map(firstLetter).filter(Boolean);
  const first = words[0] ?? '·';
  const last = words.length > 1 ? (words.at(-1) ?? '') : '';
  return first + last;
}

function firstLetter(word: string): string {
  return word.match(/[\p{L}\p{N}]\p{M}*/u)?.[0].toLocaleUpperCase('en') ?? '';
}
