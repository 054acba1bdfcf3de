import { authorize } from '../authz/authorize';
import type { Ctx } from '../authz/context';
import { refuse } from '../errors';
import type { DirectoryRef } from './directory.schema';
import { type DirectoryRecord, directoryRecordSelect, toDirectoryRecord } from './directory-record';

/** One directory of the organization, with its secrets' ends and its mappings; else `not_found`. */
export async function getDirectory(ctx: Ctx, input: DirectoryRef): Promise<DirectoryRecord> {
  authorize(ctx, 'directory.list', input.organizationId);
  const { organizationId, directoryId } = input;
  const row = await ctx.db.directory.findFirst({
    where: { id: directoryId, organizationId },
    select: directoryRecordSelect,
  });
  return row ? toDirectoryRecord(row) : refuse('not_found', 'There is no such directory.');
}
