import { Prisma } from '@/prisma/generated/client';
import { authorize } from '../authz/authorize';
import type { Ctx } from '../authz/context';
import { newestByCreation } from '../lists/keyset';
import { type CountedPage, listRecords, type PageInput } from '../lists/list-records';
import { type PermissionRecord, permissionRecordSelect } from './permission-record';

export interface ListPermissionRecordsInput extends PageInput {
  /** Usher's own (true), the application's (false), or all (null). */
  readonly builtIn: boolean | null;
}

const order = newestByCreation('created', Prisma.sql`p`);

/** One page of permissions as programs know them, the newest first, and how many there are in all. */
export async function listPermissionRecords(
  ctx: Ctx,
  input: ListPermissionRecordsInput,
): Promise<CountedPage<PermissionRecord>> {
  authorize(ctx, 'environment-role.list');
  const { builtIn } = input;
  const from = Prisma.sql`permissions p`;
  const matching = builtIn === null ? Prisma.sql`true` : Prisma.sql`p.built_in = ${builtIn}`;
  const read = (ids: string[]) => readRecords(ctx, ids);
  return listRecords(ctx.db, { order, from, matching, read }, input);
}

async function readRecords(ctx: Ctx, ids: string[]): Promise<Map<string, PermissionRecord>> {
  const where = { id: { in: ids } };
  const rows = await ctx.db.permission.findMany({ where, select: permissionRecordSelect });
  return new Map(rows.map((row) => [row.id, row]));
}
