import { Prisma } from '@/prisma/generated/client';
import { authorize } from '../authz/authorize';
import type { Ctx } from '../authz/context';
import { refuse } from '../errors';
import { containsPattern } from '../lists/contains-pattern';
import { newestByCreation } from '../lists/keyset';
import { type CountedPage, listRecords, type PageInput } from '../lists/list-records';
import { readUserRecords, type UserRecord } from './user-record';

export interface ListUserRecordsInput extends PageInput {
  /** Null: everybody. */
  readonly organizationId: string | null;
  /** Part of the address or name, or exactly an id or external id; null: all. */
  readonly search: string | null;
}

/**
 * One page of people as the application knows them, the newest first, and how many there are in all. Of an organization:
 * in the order in which they came to it.
 */
export async function listUserRecords(
  ctx: Ctx,
  input: ListUserRecordsInput,
): Promise<CountedPage<UserRecord>> {
  authorize(ctx, 'user.list');
  await requireOrganization(ctx, input.organizationId);
  const query = { ...queryOf(input), recordId: Prisma.sql`u.id` };
  return listRecords(ctx.db, { ...query, read: (ids) => readRecords(ctx, ids) }, input);
}

async function requireOrganization(ctx: Ctx, organizationId: string | null): Promise<void> {
  if (organizationId === null) return;
  const found = await ctx.db.organization.findUnique({ where: { id: organizationId }, select: { id: true } });
  if (!found) refuse('not_found', 'There is no such organization.');
}

function queryOf({ organizationId, search }: ListUserRecordsInput) {
  const table = Prisma.raw(organizationId === null ? 'u' : 'm');
  const order = newestByCreation(organizationId ?? 'all', table);
  const named =
    search === null
      ? Prisma.sql`true`
      : Prisma.sql`(u.search like ${containsPattern(search)} or u.id = ${search} or u.external_id = ${search})`;
  const from =
    organizationId === null
      ? Prisma.sql`users u`
      : Prisma.sql`memberships m join users u on u.id = m.user_id`;
  const within =
    organizationId === null ? Prisma.sql`true` : Prisma.sql`m.organization_id = ${organizationId}`;
  return { order, from, matching: Prisma.sql`${within} and ${named}` };
}

async function readRecords(ctx: Ctx, ids: string[]): Promise<Map<string, UserRecord>> {
  const records = await readUserRecords(ctx, Prisma.sql`u.id = any(${ids}::text[])`);
  return new Map(records.map((record) => [record.id, record]));
}
