import type { TxtAnswer } from './look-up-txt';

/** What a look-up shows: null where the name servers do not say. */
export interface Judgement {
  readonly found: boolean | null;
  /** For an admin. */
  readonly words: string;
}

/** How much of somebody else's record is repeated. */
const shownCharacters = 80;

/** Whether one of the records at `name` holds exactly `secret`; others beside it do not matter. */
export function judgeRecord(
  answer: TxtAnswer,
  { name, secret }: { name: string; secret: string },
): Judgement {
  if (answer.kind === 'unknown') return { found: null, words: answer.reason };
  const values = answer.kind === 'records' ? answer.values.map((value) => value.trim()) : [];
  if (values.includes(secret)) return { found: true, words: 'The record is there.' };
  const [first] = values;
  if (first === undefined) return { found: false, words: `There is no TXT record at ${name}.` };
  return { found: false, words: `There is a TXT record at ${name}, but it says “${shorten(first)}”.` };
}

/** Without what a database or a page cannot hold. */
function shorten(text: string): string {
  const plain = text.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, '\uFFFD');
  return plain.length > shownCharacters ? `${plain.slice(0, shownCharacters)}…` : plain;
}
