import type { AuditTarget } from '../audit/audit-event';
import type { Transaction } from '../db';
import { refuse } from '../errors';
import { lockOrganization } from '../organizations/seats';
import type { DirectoryRef } from './directory.schema';
import { type DirectoryRecord, directoryRecordSelect, toDirectoryRecord } from './directory-record';

/**
 * A directory of the organization, both locked until the transaction ends, so that one thing about it is changed at a time;
 * else `not_found`. Lines of its log are written meanwhile: whoever moves the members of a group holds that group by then.
 */
export async function lockDirectory(
  tx: Transaction,
  { organizationId, directoryId }: DirectoryRef,
): Promise<DirectoryRecord> {
  await lockOrganization(tx, organizationId);
  await tx.$queryRaw`select 1 from directories where id = ${directoryId} for no key update`;
  const row = await tx.directory.findFirst({
    where: { id: directoryId, organizationId },
    select: directoryRecordSelect,
  });
  return row ? toDirectoryRecord(row) : refuse('not_found', 'There is no such directory.');
}

export function directoryTarget({ directoryId, name }: { directoryId: string; name: string }): AuditTarget {
  return { kind: 'directory', id: directoryId, name };
}
