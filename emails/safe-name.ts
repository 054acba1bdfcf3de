/** Control characters, and marks that turn or hide text: none of them belongs into a name. */
const unwanted = /[\p{Cc}\p{Zl}\p{Zp}\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff]/gu;
const longestName = 100;
/** Invisible, and enough for a mail program not to see an address in what follows. */
const breaker = '\u200c';

/**
 * A name as people typed it, on one line without control, invisible or direction characters, at most 100 characters.
 * For the subject and the From header, which hold no links.
 */
export function plainName(name: string): string {
  const line = name.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').replace(unwanted, '');
  const characters = [...line.replace(/\s+/g, ' ').trim()];
  return characters.length > longestName
    ? `${characters.slice(0, longestName - 1).join('')}…`
    : characters.join('');
}

/**
 * `plainName` for the body of a message: what looks like an address ("www.example.com", "http://", "a@b.example") is
 * broken up invisibly, so that no mail program turns a name into a link.
 */
export function safeName(name: string): string {
  return plainName(name)
    .replace(/(?<=\S)([.@])(?=\S)/g, `${breaker}$1${breaker}`)
    .replace(/:\/\//g, `:${breaker}/${breaker}/`)
    .replace(/\b(ht|w)(tp|ww)/gi, `$1${breaker}$2`);
}
