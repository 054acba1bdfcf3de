import { Prisma } from '@/prisma/generated/client';
import { authorizeTokenHolder } from '../authz/authorize';
import type { Ctx } from '../authz/context';
import { refuse } from '../errors';
import { readUserRecords, type UserRecord } from './user-record';

/** A person as the application knows them, and the session in which they logged in to it. */
export interface CurrentUser {
  readonly record: UserRecord;
  readonly sessionId: string;
}

/** Whom the access token of a login speaks of, with all of their memberships, not only the one they logged in to. */
export async function getCurrentUser(ctx: Ctx): Promise<CurrentUser> {
  const { userId, sessionId } = authorizeTokenHolder(ctx, 'token-holder.read');
  const [record] = await readUserRecords(ctx, Prisma.sql`u.id = ${userId}`);
  // Deleted since the token was looked at.
  if (!record) return refuse('unauthenticated', 'Send a valid access token.');
  return { record, sessionId };
}
