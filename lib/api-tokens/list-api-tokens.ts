import { Prisma } from '@/prisma/generated/client';
import { authorize } from '../authz/authorize';
import type { Ctx } from '../authz/context';
import { refuse } from '../errors';
import { type KeysetOrder, keysetSql, type Page, readCursor, toPage } from '../lists/keyset';
import { type ApiTokenRecord, apiTokenTables, isGoodSql, readApiTokens } from './api-token-record';

export interface ListApiTokensInput {
  readonly organizationId: string;
  /** Null: of everybody, and those that are the organization's. */
  readonly userId: string | null;
  readonly pageSize: number;
  /** Opaque, from another page; one that is not ours means the first page. */
  readonly cursor: string | null;
}

/** One page of an organization's tokens that are good now, the newest first, and how many there are in all. */
export async function listApiTokens(
  ctx: Ctx,
  input: ListApiTokensInput,
): Promise<Page<ApiTokenRecord> & { readonly total: number }> {
  authorize(ctx, 'api-token.list');
  const { organizationId, userId, pageSize } = input;
  const organization = await ctx.db.organization.findUnique({
    where: { id: organizationId },
    select: { id: true },
  });
  if (!organization) refuse('not_found', 'There is no such organization.');
  const order = orderOf(input);
  const cursor = readCursor(input.cursor, order);
  const keyset = keysetSql(order, cursor);
  const ofUser = userId === null ? Prisma.sql`true` : Prisma.sql`m.user_id = ${userId}`;
  const from = Prisma.sql`${apiTokenTables}
    where t.organization_id = ${organizationId} and ${ofUser} and ${isGoodSql(ctx)}`;
  const [found, [counted]] = await Promise.all([
    ctx.db.$queryRaw<{ id: string; created_at: Date }[]>`
      select t.id, t.created_at from ${from} and ${keyset.where} order by ${keyset.orderBy} limit ${pageSize + 1}`,
    ctx.db.$queryRaw<{ count: number }[]>`select count(*)::int as count from ${from}`,
  ]);
  const page = toPage(found, { order, cursor, size: pageSize }, (row) => ({
    value: row.created_at.toISOString(),
    id: row.id,
  }));
  const ids = page.rows.map(({ id }) => id);
  return { ...page, rows: await readApiTokens(ctx.db, ids), total: counted?.count ?? 0 };
}

function orderOf({ organizationId, userId }: ListApiTokensInput): KeysetOrder {
  return {
    name: `${organizationId} ${userId ?? 'all'}`,
    by: Prisma.sql`t.created_at`,
    type: 'timestamptz',
    id: Prisma.sql`t.id`,
    descending: true,
  };
}
