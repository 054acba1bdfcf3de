import { Prisma } from '@/prisma/generated/client';
import { authorize } from '../authz/authorize';
import type { Ctx } from '../authz/context';
import { refuse } from '../errors';
import { type KeysetOrder, keysetSql, type Page, readCursor, toPage } from '../lists/keyset';
import { type ApplicationType, applicationTypes, kindOfType } from './application';
import { type ClientRecord, clientRecordSelect, toClientRecord } from './client-record';

export interface ListClientsInput {
  /** Whose clients; null: the workspace's applications. */
  readonly organizationId: string | null;
  /** Of applications, which; all when not given. */
  readonly types?: readonly ApplicationType[] | undefined;
  readonly pageSize: number;
  /** Opaque, from another page; one that is not ours means the first page. */
  readonly cursor: string | null;
}

/** One page of applications, or of an organization's clients, the oldest first, and how many there are in all. */
export async function listClients(
  ctx: Ctx,
  input: ListClientsInput,
): Promise<Page<ClientRecord> & { readonly total: number }> {
  authorize(ctx, 'client.list');
  const { organizationId, pageSize } = input;
  await requireOrganization(ctx, organizationId);
  const order = orderOf(organizationId);
  const cursor = readCursor(input.cursor, order);
  const keyset = keysetSql(order, cursor);
  const matching = organizationId === null ? typesSql(input.types ?? applicationTypes) : Prisma.sql`true`;
  const from = Prisma.sql`clients c where c.organization_id is not distinct from ${organizationId} and ${matching}`;
  const [found, [counted]] = await Promise.all([
    ctx.db.$queryRaw<{ id: string; created_at: Date }[]>`
      select c.id, c.created_at from ${from} and ${keyset.where} order by ${keyset.orderBy} limit ${pageSize + 1}`,
    ctx.db.$queryRaw<{ count: number }[]>`select count(*)::int as count from ${from}`,
  ]);
  const page = toPage(found, { order, cursor, size: pageSize }, (row) => ({
    value: row.created_at.toISOString(),
    id: row.id,
  }));
  return { ...page, rows: await readRecords(ctx, page.rows), total: counted?.count ?? 0 };
}

function orderOf(organizationId: string | null): KeysetOrder {
  return {
    name: organizationId ?? 'applications',
    by: Prisma.sql`c.created_at`,
    type: 'timestamptz',
    id: Prisma.sql`c.id`,
    descending: false,
  };
}

function typesSql(types: readonly ApplicationType[]): Prisma.Sql {
  const kinds = types.map((type) => {
    const { kind, isNative } = kindOfType(type);
    return Prisma.sql`(c.kind::text = ${kind} and c.is_native = ${isNative})`;
  });
  return kinds.length > 0 ? Prisma.sql`(${Prisma.join(kinds, ' or ')})` : Prisma.sql`false`;
}

async function requireOrganization(ctx: Ctx, organizationId: string | null): Promise<void> {
  if (organizationId === null) return;
  const found = await ctx.db.organization.findUnique({ where: { id: organizationId }, select: { id: true } });
  if (!found) refuse('not_found', 'There is no such organization.');
}

async function readRecords(ctx: Ctx, found: readonly { id: string }[]): Promise<ClientRecord[]> {
  const ids = found.map(({ id }) => id);
  const rows = await ctx.db.client.findMany({ where: { id: { in: ids } }, select: clientRecordSelect });
  const byId = new Map(rows.map((row) => [row.id, toClientRecord(row)]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}
