import { Prisma } from '@/prisma/generated/client';
import { authorize } from '../authz/authorize';
import type { Ctx } from '../authz/context';
import { type KeysetOrder, keysetSql, type Page, readCursor, toPage } from '../lists/keyset';
import type { PermissionRecord } from './permission-record';

export interface ListPermissionRecordsInput {
  /** Usher's own (true), the application's (false), or all (null). */
  readonly builtIn: boolean | null;
  readonly pageSize: number;
  /** Opaque, from another page; one that is not ours means the first page. */
  readonly cursor: string | null;
}

const order: KeysetOrder = {
  name: 'created',
  by: Prisma.sql`p.created_at`,
  type: 'timestamptz',
  id: Prisma.sql`p.id`,
  descending: true,
};

/** One page of permissions as programs know them, the newest first, and how many there are in all. */
export async function listPermissionRecords(
  ctx: Ctx,
  { builtIn, pageSize, cursor: text }: ListPermissionRecordsInput,
): Promise<Page<PermissionRecord> & { readonly total: number }> {
  authorize(ctx, 'environment-role.list');
  const cursor = readCursor(text, order);
  const keyset = keysetSql(order, cursor);
  const fitting = builtIn === null ? Prisma.sql`true` : Prisma.sql`p.built_in = ${builtIn}`;
  const [found, total] = await Promise.all([
    ctx.db.$queryRaw<PermissionRecord[]>`
      select p.id, p.name, p.description, p.built_in as "builtIn", p.created_at as "createdAt",
        p.updated_at as "updatedAt"
      from permissions p where ${fitting} and ${keyset.where}
      order by ${keyset.orderBy} limit ${pageSize + 1}`,
    ctx.db.permission.count({ where: builtIn === null ? {} : { builtIn } }),
  ]);
  const page = toPage(found, { order, cursor, size: pageSize }, (row) => ({
    value: row.createdAt.toISOString(),
    id: row.id,
  }));
  return { ...page, total };
}
