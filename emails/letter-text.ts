import type { Letter, LetterFact, LetterFrame } from './letter';
import { safeName } from './safe-name';

/** The plain text of a letter: everything that the HTML says, in the same order, with the link on a line of its own. */
export function letterText(letter: Letter, frame: LetterFrame): string {
  const { button, code } = letter;
  const blocks = [
    letter.heading,
    ...letter.paragraphs,
    code ?? '',
    factLines(letter.facts),
    button ? `${button.label}:\n${button.url}` : '',
    ...letter.notes,
    frame.supportAddress ? `Questions? Write to ${frame.supportAddress}.` : '',
    `-- \n${safeName(frame.applicationName)}`,
  ];
  return `${blocks.filter(Boolean).join('\n\n')}\n`;
}

function factLines(facts: readonly LetterFact[]): string {
  const width = Math.max(0, ...facts.map((fact) => fact.label.length));
  return facts.map((fact) => `${`${fact.label}:`.padEnd(width + 2)}${fact.value}`).join('\n');
}
