import { authorize } from '../authz/authorize';
import type { Ctx } from '../authz/context';
import { refuse, refuseField } from '../errors';
import type { DirectoryGroupsInput } from './directory.schema';

/**
 * Makes sure that a directory has sent the groups with these external ids. All that it sends are followed, so that nothing
 * changes; one that it has not sent can only be assigned over there (`invalid_input`).
 */
export async function requireDirectoryGroups(ctx: Ctx, input: DirectoryGroupsInput): Promise<void> {
  authorize(ctx, 'directory.manage', input.organizationId);
  const { organizationId, directoryId, externalIds } = input;
  const directory = await ctx.db.directory.findFirst({
    where: { id: directoryId, organizationId },
    select: { groups: { where: { externalId: { in: externalIds } }, select: { externalId: true } } },
  });
  if (!directory) refuse('not_found', 'There is no such directory.');
  const sent = new Set(directory.groups.map(({ externalId }) => externalId));
  const missing = externalIds.findIndex((externalId) => !sent.has(externalId));
  if (missing >= 0)
    refuseField(
      `externalIds.${missing}`,
      `The directory has sent no group with the external id “${externalIds[missing]}”: assign it over there.`,
    );
}
