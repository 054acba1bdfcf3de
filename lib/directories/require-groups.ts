import type { Transaction } from '../db';
import { refuseField } from '../errors';
import type { SetDirectoryRoleMappingsInput } from './directory.schema';

/** The names of the mapped groups by their ids. Refuses those of another directory like those that there are not. */
export async function requireGroups(
  tx: Pick<Transaction, 'directoryGroup'>,
  { directoryId, mappings }: SetDirectoryRoleMappingsInput,
): Promise<ReadonlyMap<string, string>> {
  const ids = mappings.map(({ groupId }) => groupId);
  const rows = await tx.directoryGroup.findMany({
    where: { directoryId, id: { in: ids } },
    select: { id: true, displayName: true },
  });
  const names = new Map(rows.map(({ id, displayName }) => [id, displayName]));
  const unknown = mappings.findIndex(({ groupId }) => !names.has(groupId));
  if (unknown >= 0) refuseField(`mappings.${unknown}.groupId`, 'There is no such group in this directory.');
  return names;
}
