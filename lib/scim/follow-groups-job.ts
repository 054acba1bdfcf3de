import type { Ctx } from '../authz/context';
import { lockOrganization } from '../organizations/seats';
import { atOnceMaximum, followGroups, followLater } from './follow-groups';

export interface FollowGroupsInput {
  readonly directoryId: string;
  /** The ordinal of the last user that has followed. */
  readonly after: string;
}

/**
 * One step of a job: the next users of a directory follow its groups, and the step after them is enqueued in the same
 * transaction. Each step reads the mapping as it is then, so that the last change wins. A job of Usher itself.
 */
export async function followGroupsStep(ctx: Ctx, { directoryId, after }: FollowGroupsInput): Promise<void> {
  const directory = await ctx.db.directory.findUnique({
    where: { id: directoryId },
    select: { organizationId: true },
  });
  if (!directory) return;
  await ctx.db.$transaction(async (tx) => {
    await lockOrganization(tx, directory.organizationId);
    const users = await tx.directoryUser.findMany({
      where: { directoryId, ordinal: { gt: BigInt(after) } },
      orderBy: { ordinal: 'asc' },
      take: atOnceMaximum,
      select: { id: true, ordinal: true },
    });
    await followGroups(tx, ctx, { directoryId, userIds: users.map(({ id }) => id) });
    const last = users.at(-1);
    if (last && users.length === atOnceMaximum)
      await followLater(tx, ctx, { directoryId, after: String(last.ordinal) });
  });
}
