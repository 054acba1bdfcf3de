import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Prisma } from '@/prisma/generated/client';
import { type Cursor, type KeysetOrder, keysetSql, readCursor, toPage } from './keyset';

const byNumber: KeysetOrder = {
  name: 'number',
  by: Prisma.sql`number`,
  type: 'int',
  id: Prisma.sql`id`,
  descending: false,
};

/** Reads like a database: the rows on the cursor's side, nearest first, one more than the page holds. */
function pageOf(rows: readonly number[], text: string | null, size: number) {
  const cursor = readCursor(text, byNumber);
  const value = Number(cursor?.value);
  const read =
    cursor?.way === 'previous'
      ? rows.filter((row) => row < value).reverse()
      : rows.filter((row) => !cursor || row > value);
  const place = { order: byNumber, cursor, size };
  return toPage(read.slice(0, size + 1), place, (row) => ({ value: String(row), id: '' }));
}

function encode(...content: unknown[]): string {
  return Buffer.from(JSON.stringify(content)).toString('base64url');
}

describe('paging', () => {
  test('forwards to the end and back to the beginning shows every row once each way, in order', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 7 }), (count, size) => {
        const all = Array.from({ length: count }, (_, index) => index);
        let page = pageOf(all, null, size);
        const forwards = [...page.rows];
        while (page.next) {
          page = pageOf(all, page.next, size);
          forwards.push(...page.rows);
        }
        const backwards = [...page.rows];
        while (page.previous) {
          page = pageOf(all, page.previous, size);
          backwards.unshift(...page.rows);
        }
        expect(forwards).toEqual(all);
        expect(backwards).toEqual(all);
      }),
    );
  });

  test('offers no page where there is none', () => {
    expect(pageOf([1, 2], null, 2)).toEqual({ rows: [1, 2], previous: null, next: null });
  });
});

describe('a cursor', () => {
  test.each([
    ['of another order', encode('next', 'name', '5', 'x')],
    ['without an id', encode('next', 'number', '5')],
    ['with a way that does not exist', encode('sideways', 'number', '5', 'x')],
    ['with a zero byte, which no text in PostgreSQL holds', encode('next', 'number', '5', 'x\0')],
    ['with a value of another type', encode('next', 'number', '5; drop table', 'x')],
    ['with too large a number', encode('next', 'number', '99999999999', 'x')],
    ['that is no JSON', 'nonsense'],
    ['that is other JSON', Buffer.from('{"a":1}').toString('base64url')],
  ])('%s begins at the first page', (_, text) => {
    expect(readCursor(text, byNumber)).toBeNull();
  });

  test.each(['2026-11-22', 'yesterday', '2026-02-30T00:00:00.000Z', '+275760-09-13T00:00:00.000Z'])(
    'with the time %s begins at the first page',
    (value) => {
      const byTime: KeysetOrder = { ...byNumber, type: 'timestamptz' };
      expect(readCursor(encode('next', 'number', value, 'x'), byTime)).toBeNull();
      const good = '2026-11-22T12:00:00.000Z';
      expect(readCursor(encode('next', 'number', good, 'x'), byTime)).toMatchObject({ value: good });
    },
  );

  test('turns the order round to read the page before it', () => {
    const cursor: Cursor = { way: 'previous', value: '5', id: 'x' };
    const { where, orderBy } = keysetSql(byNumber, cursor);
    expect(where.sql).toBe('(number, id) < (?::text::int, ?::text)');
    expect(orderBy.sql).toBe('number desc, id desc');
  });
});
