import { Prisma } from '@/prisma/generated/client';
import { authorize } from '../authz/authorize';
import type { Ctx } from '../authz/context';
import { refuse } from '../errors';
import { readUserRecords, type UserRecord } from './user-record';

/** By Usher's id, or by the application's own. */
export type UserKey = { readonly id: string } | { readonly externalId: string };

/** One person as the application knows them, or `not_found`. */
export async function getUserRecord(ctx: Ctx, key: UserKey): Promise<UserRecord> {
  authorize(ctx, 'user.list');
  const picked = 'id' in key ? Prisma.sql`u.id = ${key.id}` : Prisma.sql`u.external_id = ${key.externalId}`;
  const [record] = await readUserRecords(ctx, picked);
  return record ?? refuse('not_found', 'There is no such user.');
}
