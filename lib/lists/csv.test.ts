import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { csvLine } from './csv';

describe('a line of a CSV file', () => {
  test('quotes only what needs it', () => {
    expect(csvLine(['Ada', 'Lindqvist, Ada', 'the "first"', ''])).toBe(
      'Ada,"Lindqvist, Ada","the ""first""",\r\n',
    );
  });

  test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '\n=1', '＝1'])(
    'makes no formula of %j',
    (text) => {
      expect(csvLine([text])).toMatch(/^"?'/);
    },
  );

  test('is read back as it was written, but for the apostrophes', () => {
    fc.assert(
      fc.property(fc.array(fc.string(), { minLength: 1 }), (cells) => {
        expect(
          readLine(csvLine(cells)).map((cell, index) => (cell === `'${cells[index]}` ? cells[index] : cell)),
        ).toEqual(cells);
      }),
    );
  });
});

/** Reads one line as RFC 4180 says, without looking at how it was written. */
function readLine(line: string): string[] {
  const cells: string[] = [];
  const rest = `,${line.slice(0, -2)}`;
  for (const [, quoted, plain] of rest.matchAll(/,(?:"((?:[^"]|"")*)"|([^,"]*))/g)) {
    cells.push(quoted?.replaceAll('""', '"') ?? plain ?? '');
  }
  return cells;
}
