import type { Prisma } from '@/prisma/generated/client';
import type { Database } from '../db';
import { type KeysetOrder, keysetSql, type Page, readCursor, toPage } from './keyset';

/** A page of records and how many there are in all, as programs ask for it. */
export type CountedPage<Row> = Page<Row> & { readonly total: number };

export interface PageInput {
  readonly pageSize: number;
  /** Opaque, from another page; one that is not ours means the first page. */
  readonly cursor: string | null;
}

export interface RecordQuery<Row> {
  /** By a moment, then by id. */
  readonly order: KeysetOrder;
  readonly from: Prisma.Sql;
  readonly matching: Prisma.Sql;
  /** The id of the record; that of the order when not given. */
  readonly recordId?: Prisma.Sql;
  /** The records with these ids, by them. */
  readonly read: (ids: string[]) => Promise<ReadonlyMap<string, Row>>;
}

interface Place {
  readonly record_id: string;
  readonly id: string;
  readonly moment: Date;
}

/**
 * One page of records: their places are read from a cursor on, never by an offset, so that what is added meanwhile
 * shifts nothing, and then the records themselves.
 */
export async function listRecords<Row>(
  db: Database,
  { order, from, matching, recordId = order.id, read }: RecordQuery<Row>,
  input: PageInput,
): Promise<CountedPage<Row>> {
  const cursor = readCursor(input.cursor, order);
  const keyset = keysetSql(order, cursor);
  const [found, [counted]] = await Promise.all([
    db.$queryRaw<Place[]>`
      select ${recordId} as record_id, ${order.id} as id, ${order.by} as moment from ${from}
      where ${matching} and ${keyset.where} order by ${keyset.orderBy} limit ${input.pageSize + 1}`,
    db.$queryRaw<{ count: number }[]>`select count(*)::int as count from ${from} where ${matching}`,
  ]);
  const page = toPage(found, { order, cursor, size: input.pageSize }, ({ moment, id }) => ({
    value: moment.toISOString(),
    id,
  }));
  const ids = page.rows.map((place) => place.record_id);
  const byId = await read(ids);
  return { ...page, rows: ids.flatMap((id) => byId.get(id) ?? []), total: counted?.count ?? 0 };
}
