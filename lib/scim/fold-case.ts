/**
 * The form in which texts are compared where case does not count; columns, `searched` and the values of filters all go
 * through it. A sigma has one small form here, wherever it stands in a word, so that parts of words are found.
 */
export function foldCase(text: string): string {
  return text.toLowerCase().replaceAll('ς', 'σ');
}
