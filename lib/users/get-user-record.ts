import { authorize } from '../authz/authorize';
import type { Ctx } from '../authz/context';
import { refuse } from '../errors';
import { toUserRecord, type UserRecord, userRecordSelect } from './user-record';

/** By Usher's id, or by the application's own. */
export type UserKey = { readonly id: string } | { readonly externalId: string };

/** One person as the application knows them, or `not_found`. */
export async function getUserRecord(ctx: Ctx, key: UserKey): Promise<UserRecord> {
  authorize(ctx, 'user.list');
  const row = await ctx.db.user.findUnique({ where: key, select: userRecordSelect });
  return row ? toUserRecord(row, ctx.now) : refuse('not_found', 'There is no such user.');
}
