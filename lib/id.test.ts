import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { idDigits, idFromDigits, isId, newId } from './id';

/** From 2023, when ids grew to nineteen digits, to 2084. */
const moment = fc.date({
  min: new Date('2023-01-01T00:00:00Z'),
  max: new Date('2084-01-01T00:00:00Z'),
  noInvalidDate: true,
});

describe('an id', () => {
  test('is the prefix of its kind and nineteen digits', () => {
    fc.assert(
      fc.property(moment, (now) => {
        expect(newId('membership', now)).toMatch(/^mem_[1-9][0-9]{18}$/);
        expect(isId('membership', newId('membership', now))).toBe(true);
      }),
    );
  });

  test('of a later millisecond is greater, as text too', () => {
    fc.assert(
      fc.property(moment, fc.integer({ min: 1, max: 100_000 }), (now, milliseconds) => {
        const later = new Date(now.getTime() + milliseconds);
        expect(newId('user', later) > newId('user', now)).toBe(true);
      }),
    );
  });

  test('is another each time, also within a millisecond', () => {
    const now = new Date('2026-11-22T12:00:00Z');
    const ids = Array.from({ length: 100_000 }, () => newId('audit', now));
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('is told from the ids of other kinds and from everything else', () => {
    const id = newId('organization');
    expect(isId('organization', id)).toBe(true);
    for (const wrong of [
      '',
      'org_',
      'org_123',
      `${id}0`,
      ` ${id}`,
      `${id}\n`,
      id.replace('org', 'usr'),
      'org_12345678901234567x',
    ]) {
      expect(isId('organization', wrong)).toBe(false);
    }
  });

  test('goes through the digits of a link and back', () => {
    const id = newId('invitation');
    expect(idFromDigits('invitation', idDigits(id))).toBe(id);
    expect(idFromDigits('invitation', '12')).toBeNull();
  });
});
