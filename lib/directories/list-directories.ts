import { authorize } from '../authz/authorize';
import type { Ctx } from '../authz/context';
import { type DirectoryRecord, directoryRecordSelect, toDirectoryRecord } from './directory-record';

/** The directories of one organization, the oldest first; there are few. */
export async function listDirectories(
  ctx: Ctx,
  { organizationId }: { readonly organizationId: string },
): Promise<readonly DirectoryRecord[]> {
  authorize(ctx, 'directory.list', organizationId);
  const rows = await ctx.db.directory.findMany({
    where: { organizationId },
    orderBy: { id: 'asc' },
    select: directoryRecordSelect,
  });
  return rows.map(toDirectoryRecord);
}
