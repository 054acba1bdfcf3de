import { Prisma } from '@/prisma/generated/client';
import { authorize } from '../authz/authorize';
import type { Ctx } from '../authz/context';
import { refuse } from '../errors';
import { containsPattern } from '../lists/contains-pattern';
import { type KeysetOrder, keysetSql, type Page, readCursor, toPage } from '../lists/keyset';
import { toUserRecord, type UserRecord, userRecordSelect } from './user-record';

export interface ListUserRecordsInput {
  /** Null: everybody. */
  readonly organizationId: string | null;
  /** Part of the address or name; null: all. */
  readonly search: string | null;
  readonly pageSize: number;
  /** Opaque, from another page; one that is not ours means the first page. */
  readonly cursor: string | null;
}

interface Found {
  readonly user_id: string;
  readonly id: string;
  readonly created_at: Date;
}

/**
 * One page of people as the application knows them, the newest first, and how many there are in all. Of an organization:
 * in the order in which they came to it. Read from a cursor on, never by an offset, so that who is added meanwhile
 * shifts nothing.
 */
export async function listUserRecords(
  ctx: Ctx,
  input: ListUserRecordsInput,
): Promise<Page<UserRecord> & { readonly total: number }> {
  authorize(ctx, 'user.list');
  await requireOrganization(ctx, input.organizationId);
  const { order, from, matching } = queryOf(input);
  const cursor = readCursor(input.cursor, order);
  const keyset = keysetSql(order, cursor);
  const [found, [counted]] = await Promise.all([
    ctx.db.$queryRaw<Found[]>`
      select u.id as user_id, ${order.id} as id, ${order.by} as created_at from ${from}
      where ${matching} and ${keyset.where} order by ${keyset.orderBy} limit ${input.pageSize + 1}`,
    ctx.db.$queryRaw<{ count: number }[]>`select count(*)::int as count from ${from} where ${matching}`,
  ]);
  const page = toPage(found, { order, cursor, size: input.pageSize }, (row) => ({
    value: row.created_at.toISOString(),
    id: row.id,
  }));
  return { ...page, rows: await readRecords(ctx, page.rows), total: counted?.count ?? 0 };
}

async function requireOrganization(ctx: Ctx, organizationId: string | null): Promise<void> {
  if (organizationId === null) return;
  const found = await ctx.db.organization.findUnique({ where: { id: organizationId }, select: { id: true } });
  if (!found) refuse('not_found', 'There is no such organization.');
}

function queryOf({ organizationId, search }: ListUserRecordsInput) {
  const table = Prisma.raw(organizationId === null ? 'u' : 'm');
  const order: KeysetOrder = {
    name: organizationId ?? 'all',
    by: Prisma.sql`${table}.created_at`,
    type: 'timestamptz',
    id: Prisma.sql`${table}.id`,
    descending: true,
  };
  const named =
    search === null
      ? Prisma.sql`true`
      : Prisma.sql`(u.email_key like ${containsPattern(search)} or lower(concat_ws(' ', u.display_name, u.given_name,
          u.family_name)) like ${containsPattern(search)})`;
  const from =
    organizationId === null
      ? Prisma.sql`users u`
      : Prisma.sql`memberships m join users u on u.id = m.user_id`;
  const within =
    organizationId === null ? Prisma.sql`true` : Prisma.sql`m.organization_id = ${organizationId}`;
  return { order, from, matching: Prisma.sql`${within} and ${named}` };
}

async function readRecords(ctx: Ctx, found: readonly Found[]): Promise<UserRecord[]> {
  const ids = found.map((row) => row.user_id);
  const rows = await ctx.db.user.findMany({ where: { id: { in: ids } }, select: userRecordSelect });
  const byId = new Map(rows.map((row) => [row.id, toUserRecord(row, ctx.now)]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}
