import { authorize } from '../authz/authorize';
import type { Ctx } from '../authz/context';
import { refuse } from '../errors';
import { type DirectoryRecord, directoryRecordSelect, toDirectoryRecord } from './directory-record';

/** The directories of one organization, the oldest first; there are few. */
export async function listDirectories(
  ctx: Ctx,
  { organizationId }: { readonly organizationId: string },
): Promise<readonly DirectoryRecord[]> {
  authorize(ctx, 'directory.list', organizationId);
  const found = await ctx.db.organization.findUnique({
    where: { id: organizationId },
    select: { directories: { orderBy: { id: 'asc' }, select: directoryRecordSelect } },
  });
  if (!found) refuse('not_found', 'There is no such organization.');
  return found.directories.map(toDirectoryRecord);
}
