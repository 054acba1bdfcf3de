import { Prisma } from '@/prisma/generated/client';

/** One page of a list, and the opaque cursors of the pages around it; null where there is none. */
export interface Page<Row> {
  readonly rows: readonly Row[];
  readonly previous: string | null;
  readonly next: string | null;
}

/** An order of a list: by an expression that is never null, then by id, both in the same direction. */
export interface KeysetOrder {
  /** Kept in the cursor, so that it does not serve another order. */
  readonly name: string;
  readonly by: Prisma.Sql;
  /** The type of `by`, as which a cursor's text is read. */
  readonly type: 'text' | 'timestamptz' | 'int';
  readonly id: Prisma.Sql;
  readonly descending: boolean;
}

/** The newest first, for ids that are in the order of time. */
export function newestById(name: string, id: Prisma.Sql): KeysetOrder {
  return { name, by: id, type: 'text', id, descending: true };
}

/** The newest first, for rows of a table that say when they were made. */
export function newestByCreation(name: string, table: Prisma.Sql): KeysetOrder {
  const [by, id] = [Prisma.sql`${table}.created_at`, Prisma.sql`${table}.id`];
  return { name, by, type: 'timestamptz', id, descending: true };
}

/** The page before or after a row, which is named by what the list is ordered by and its id. */
export interface Cursor {
  readonly way: 'previous' | 'next';
  readonly value: string;
  readonly id: string;
}

/** How many rows a page of a screen has. */
export const pageSize = 50;

/**
 * The cursor that an address carries; null when there is none, when it was tampered with or made for another order:
 * then the list begins at its first page.
 */
export function readCursor(text: string | null | undefined, order: KeysetOrder): Cursor | null {
  const [way, name, value, id] = parseList(text ?? '');
  if ((way !== 'previous' && way !== 'next') || name !== order.name) return null;
  if (typeof value !== 'string' || typeof id !== 'string' || `${value}${id}`.includes('\0')) return null;
  return isOfType[order.type](value) ? { way, value, id } : null;
}

/**
 * The condition and the order that read a page beside a cursor by an index over (`by`, `id`), never by an offset:
 * nearest to the cursor first, so that a page before it is read backwards.
 */
export function keysetSql(
  order: KeysetOrder,
  cursor: Cursor | null,
): { where: Prisma.Sql; orderBy: Prisma.Sql } {
  const descending = order.descending !== (cursor?.way === 'previous');
  const direction = Prisma.raw(descending ? 'desc' : 'asc');
  const orderBy = Prisma.sql`${order.by} ${direction}, ${order.id} ${direction}`;
  if (!cursor) return { where: Prisma.sql`true`, orderBy };
  const value = Prisma.sql`${cursor.value}::text::${Prisma.raw(order.type)}`;
  const comparison = Prisma.raw(descending ? '<' : '>');
  return {
    where: Prisma.sql`(${order.by}, ${order.id}) ${comparison} (${value}, ${cursor.id}::text)`,
    orderBy,
  };
}

/**
 * The page made of what was read at `cursor`: up to `size` + 1 rows, nearest to the cursor first, the last only to
 * tell whether there is more. `placeOf` says what a row is ordered by.
 */
export function toPage<Row>(
  read: readonly Row[],
  { order, cursor, size }: { order: KeysetOrder; cursor: Cursor | null; size: number },
  placeOf: (row: Row) => Pick<Cursor, 'value' | 'id'>,
): Page<Row> {
  const backwards = cursor?.way === 'previous';
  const nearest = read.slice(0, size);
  const rows = backwards ? nearest.reverse() : nearest;
  const more = read.length > size;
  const cursorAt = (row: Row | undefined, way: Cursor['way']) =>
    row === undefined ? null : encodeCursor(order, { way, ...placeOf(row) });
  return {
    rows,
    previous: (backwards ? more : cursor) ? cursorAt(rows[0], 'previous') : null,
    next: backwards || more ? cursorAt(rows.at(-1), 'next') : null,
  };
}

const isOfType: Record<KeysetOrder['type'], (value: string) => boolean> = {
  text: () => true,
  int: (value) => /^[0-9]{1,9}$/.test(value),
  timestamptz: (value) => {
    const date = new Date(value);
    return !Number.isNaN(date.getTime()) && date.toISOString() === value && /^[0-9]/.test(value);
  },
};

function encodeCursor(order: KeysetOrder, { way, value, id }: Cursor): string {
  return Buffer.from(JSON.stringify([way, order.name, value, id])).toString('base64url');
}

function parseList(text: string): readonly unknown[] {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(text, 'base64url').toString());
    return Array.isArray(parsed) ? parsed : [];
  } catch {
    return [];
  }
}
