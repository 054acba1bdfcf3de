import { Prisma } from '@/prisma/generated/client';
import { authorize } from '../authz/authorize';
import type { Ctx } from '../authz/context';
import { refuse } from '../errors';
import { newestByCreation } from '../lists/keyset';
import { type CountedPage, listRecords, type PageInput } from '../lists/list-records';
import { type ApiTokenRecord, apiTokenTables, isGoodSql, readApiTokens } from './api-token-record';

export interface ListApiTokensInput extends PageInput {
  readonly organizationId: string;
  /** Null: of everybody, and those that are the organization's. */
  readonly userId: string | null;
}

/** One page of an organization's tokens that are good now, the newest first, and how many there are in all. */
export async function listApiTokens(
  ctx: Ctx,
  input: ListApiTokensInput,
): Promise<CountedPage<ApiTokenRecord>> {
  authorize(ctx, 'api-token.list');
  const { organizationId, userId } = input;
  const organization = await ctx.db.organization.findUnique({
    where: { id: organizationId },
    select: { id: true },
  });
  if (!organization) refuse('not_found', 'There is no such organization.');
  const ofUser = userId === null ? Prisma.sql`true` : Prisma.sql`m.user_id = ${userId}`;
  const matching = Prisma.sql`t.organization_id = ${organizationId} and ${ofUser} and ${isGoodSql(ctx)}`;
  const read = async (ids: string[]) =>
    new Map((await readApiTokens(ctx.db, ids)).map((record) => [record.id, record]));
  const order = newestByCreation(`${organizationId} ${userId ?? 'all'}`, Prisma.sql`t`);
  return listRecords(ctx.db, { order, from: apiTokenTables, matching, read }, input);
}
