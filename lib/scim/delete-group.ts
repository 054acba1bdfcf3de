import { authorizeDirectory } from '../authz/authorize';
import type { Ctx } from '../authz/context';
import { publishEvent, readEventData } from '../events/publish';
import { lockOrganization } from '../organizations/seats';
import { findFollowers, followGroups, isMapped } from './follow-groups';
import { refuseMissingGroup } from './group-record';
import { recordRequest, type ScimRequest } from './record-request';
import { requireVersion } from './require-version';

export interface DeleteGroupInput {
  readonly groupId: string;
  readonly ifMatch: string | null;
  readonly request: ScimRequest;
}

/** Deletes a group of the acting directory with its mapping: whoever was in it loses the role that it gave. */
export async function deleteGroup(ctx: Ctx, input: DeleteGroupInput): Promise<void> {
  const actor = authorizeDirectory(ctx);
  const { organizationId, directoryId } = actor;
  const { groupId: id } = input;
  await ctx.db.$transaction(async (tx) => {
    await lockOrganization(tx, organizationId);
    const [group] = await tx.$queryRaw<{ version: number; name: string }[]>`
      select version, display_name as name from directory_groups
      where id = ${id} and directory_id = ${directoryId} for update`;
    if (!group) return refuseMissingGroup();
    requireVersion(group.version, input.ifMatch);
    const data = (await readEventData(tx, ctx, { kind: 'directory_group', id })) ?? {};
    const userIds = (await isMapped(tx, id)) ? await findFollowers(tx, [id]) : [];
    await tx.directoryGroup.delete({ where: { id }, select: { id: true } });
    const less = { groupCount: { decrement: 1 }, groupsChangedAt: ctx.now };
    await tx.directory.update({ where: { id: directoryId }, data: less, select: { id: true } });
    await followGroups(tx, ctx, { directoryId, userIds });
    const subject = { kind: 'directory_group', id } as const;
    const type = 'organization.directory.group_deleted';
    await publishEvent(tx, ctx, { type, organizationId, subject, data });
    const entry = { status: 204, subject: group.name, outcome: 'group_deleted' } as const;
    await recordRequest(tx, ctx, { request: input.request, entry });
  });
}
