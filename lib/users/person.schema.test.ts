import { describe, expect, test } from 'vitest';
import { lineSchema } from './person.schema';

describe('a line that people see', () => {
  const line = lineSchema('a name', 10);

  test('is trimmed and may be in any script', () => {
    expect(line.parse(' Ñandú 李 🎉 ')).toBe('Ñandú 李 🎉');
  });

  test.each([
    ['a line break', 'a\r\nb'],
    ['a zero byte', 'a\0b'],
    ['a mark that turns the direction', 'a\u202eb'],
    ['an invisible space', 'a\u200bb'],
    ['half a character, which JSON in the database cannot hold', 'a\ud83db'],
  ])('does not hold %s', (_, text) => {
    expect(line.safeParse(text).success).toBe(false);
  });
});
