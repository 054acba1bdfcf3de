import { Prisma } from '@/prisma/generated/client';
import { authorize } from '../authz/authorize';
import type { Ctx } from '../authz/context';
import { containsPattern } from '../lists/contains-pattern';
import { type KeysetOrder, keysetSql, type Page, readCursor, toPage } from '../lists/keyset';
import {
  type OrganizationRecord,
  organizationRecordSelect,
  toOrganizationRecord,
} from './organization-record';

export interface ListOrganizationRecordsInput {
  /** Part of the name, or exactly an id or external id; null: all. */
  readonly search: string | null;
  readonly pageSize: number;
  /** Opaque, from another page; one that is not ours means the first page. */
  readonly cursor: string | null;
}

/** The newest first. Ids are in the order of creation, so the page is read by the primary key. */
const order: KeysetOrder = {
  name: 'created',
  by: Prisma.sql`o.created_at`,
  type: 'timestamptz',
  id: Prisma.sql`o.id`,
  descending: true,
};

/** One page of organizations as the application knows them, and how many there are in all. */
export async function listOrganizationRecords(
  ctx: Ctx,
  { search, pageSize, cursor: text }: ListOrganizationRecordsInput,
): Promise<Page<OrganizationRecord> & { readonly total: number }> {
  authorize(ctx, 'organization.list');
  const cursor = readCursor(text, order);
  const keyset = keysetSql(order, cursor);
  const matching = search === null ? Prisma.sql`true` : searchSql(search);
  const [found, [counted]] = await Promise.all([
    ctx.db.$queryRaw<{ id: string; created_at: Date }[]>`
      select o.id, o.created_at from organizations o where ${matching} and ${keyset.where}
      order by ${keyset.orderBy} limit ${pageSize + 1}`,
    ctx.db.$queryRaw<{ count: number }[]>`
      select count(*)::int as count from organizations o where ${matching}`,
  ]);
  const page = toPage(found, { order, cursor, size: pageSize }, (row) => ({
    value: row.created_at.toISOString(),
    id: row.id,
  }));
  return { ...page, rows: await readRecords(ctx, page.rows), total: counted?.count ?? 0 };
}

function searchSql(search: string): Prisma.Sql {
  return Prisma.sql`(lower(o.name) like ${containsPattern(search)} or o.id = ${search} or o.external_id = ${search})`;
}

async function readRecords(ctx: Ctx, found: readonly { id: string }[]): Promise<OrganizationRecord[]> {
  const ids = found.map(({ id }) => id);
  const rows = await ctx.db.organization.findMany({
    where: { id: { in: ids } },
    select: organizationRecordSelect,
  });
  const byId = new Map(rows.map((row) => [row.id, toOrganizationRecord(row)]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}
