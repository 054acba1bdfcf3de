import type { Ctx, DirectoryActor } from '../authz/context';
import type { Transaction } from '../db';
import { publishEvents } from '../events/publish';
import { followGroups } from './follow-groups';

/** Of so many groups the application is told; nobody is in more of them whom people put there. */
const toldMaximum = 1000;

/**
 * Takes a user who is locked out of all groups, with the role that one of them gave, and tells the application of each.
 * Nobody puts them into another one meanwhile; whoever takes them out of one at the same moment does so before or finds
 * them gone.
 */
export async function leaveGroups(
  tx: Transaction,
  ctx: Ctx,
  { directoryId, organizationId }: DirectoryActor,
  userId: string,
): Promise<void> {
  const groups = await tx.$queryRaw<{ id: string }[]>`
    select id from directory_groups
    where id in (select group_id from directory_group_members where directory_user_id = ${userId})
    order by id for update`;
  if (groups.length === 0) return;
  await tx.$executeRaw`
    with held as (delete from directory_group_members where directory_user_id = ${userId} returning group_id)
    update directory_groups g set member_count = g.member_count - 1, version = g.version + 1,
      updated_at = ${ctx.now}::timestamptz
    from held where g.id = held.group_id`;
  const type = 'organization.directory.group_updated';
  const told = groups.slice(0, toldMaximum).map(({ id }) => ({ kind: 'directory_group', id }) as const);
  await publishEvents(
    tx,
    ctx,
    told.map((subject) => ({ type, organizationId, subject })),
  );
  await followGroups(tx, ctx, { directoryId, userIds: [userId] });
}
