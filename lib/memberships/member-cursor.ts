import { z } from 'zod';
import type { ListMembersInput, MemberSort } from './member-list.schema';

/** Where a page begins: after (or before) a row, named by what the list is sorted by and its id. */
export interface MemberCursor {
  readonly way: 'next' | 'previous';
  readonly value: string;
  readonly id: string;
}

/** PostgreSQL's text cannot hold a zero byte. */
const text = z.string().refine((value) => !value.includes('\0'));
const contentSchema = z.tuple([z.enum(['next', 'previous']), text, text]);

/** How the query writes a moment: "2026-11-22T12:00:00.123456Z". The year 0 is none to PostgreSQL. */
const momentSchema = z.iso.datetime().refine((value) => !value.startsWith('0000'));

/** The cursor as it stands in an address: opaque, not secret. */
export function encodeMemberCursor({ way, value, id }: MemberCursor): string {
  return Buffer.from(JSON.stringify([way, value, id])).toString('base64url');
}

/** The cursor of an address; null when there is none, or one that was not made for a list in this order. */
export function readMemberCursor({
  cursor,
  sort,
}: Pick<ListMembersInput, 'cursor' | 'sort'>): MemberCursor | null {
  if (!cursor) return null;
  const [way, value, id] = contentSchema.safeParse(parseJson(cursor)).data ?? [];
  if (!way || value === undefined || id === undefined || !isValueOf(sort, value)) return null;
  return { way, value, id };
}

function isValueOf(sort: MemberSort, value: string): boolean {
  return sort === 'person' || momentSchema.safeParse(value).success;
}

function parseJson(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString());
  } catch {
    return null;
  }
}
