import type { DirectoryActor } from '../authz/context';
import type { Transaction } from '../db';
import { requireVersion } from './require-version';
import { isUserSql } from './user-columns';
import { refuseMissingUser, type UserRecord, userRecordColumns } from './user-record';

export interface LockedUser extends UserRecord {
  readonly userName: string;
  readonly email: string | null;
  readonly emailKey: string | null;
  readonly membershipId: string | null;
  /** Whose account the membership is. */
  readonly personId: string | null;
}

/**
 * The user, locked until the transaction ends; the organization is locked before. Refuses one that there is not, another
 * directory's alike, with 404, and another version than If-Match asks for with 412.
 */
export async function lockUser(
  tx: Transaction,
  { directoryId }: DirectoryActor,
  { userId, ifMatch }: { readonly userId: string; readonly ifMatch: string | null },
): Promise<LockedUser> {
  const [row] = await tx.$queryRaw<LockedUser[]>`
    select ${userRecordColumns}, u.user_name as "userName", u.email, u.email_key as "emailKey",
      u.membership_id as "membershipId", (
        select user_id from memberships where id = u.membership_id) as "personId"
    from directory_users u where ${isUserSql(userId, directoryId)} for update of u`;
  if (!row) return refuseMissingUser();
  requireVersion(row.version, ifMatch);
  return row;
}
