import { authorizeDirectory } from '../authz/authorize';
import type { Ctx } from '../authz/context';
import { prepared } from '../db';
import { isUserSql } from './user-columns';
import { refuseMissingUser, type UserRecord, userRecordColumns } from './user-record';

/** One user of the acting directory; 404 for one that there is not, and for another directory's. */
export async function getUser(ctx: Ctx, input: { readonly userId: string }): Promise<UserRecord> {
  const { directoryId } = authorizeDirectory(ctx);
  const [row] = await ctx.db.$queryRaw<UserRecord[]>`${prepared}
    select ${userRecordColumns} from directory_users u
    where ${isUserSql(input.userId, directoryId)}`;
  return row ?? refuseMissingUser();
}
