import { authorizeDirectory } from '../authz/authorize';
import type { Ctx, DirectoryActor } from '../authz/context';
import type { Transaction } from '../db';
import { publishEvent, readEventData } from '../events/publish';
import { requireOtherAdmin } from '../memberships/last-admin';
import { lockMembership } from '../memberships/membership';
import { suspendMembership } from '../memberships/suspend-membership';
import { lockOrganization } from '../organizations/seats';
import { leaveGroups } from './leave-groups';
import { lockUser } from './lock-user';
import { recordRequest, type ScimRequest } from './record-request';

export interface DeleteUserInput {
  readonly userId: string;
  readonly ifMatch: string | null;
  readonly request: ScimRequest;
}

/**
 * Deletes a user of the acting directory, who leaves its groups, as their events say. The member is inactive from then on, with everything that ends
 * with it, and keeps their history; a user of the same address brings them back. Refuses one that there is not (404), and (409)
 * the end of the last admin.
 */
export async function deleteUser(ctx: Ctx, input: DeleteUserInput): Promise<void> {
  const actor = authorizeDirectory(ctx);
  await ctx.db.$transaction(async (tx) => {
    await lockOrganization(tx, actor.organizationId);
    const { id, membershipId, email, userName } = await lockUser(tx, actor, input);
    const data = (await readEventData(tx, ctx, { kind: 'directory_user', id })) ?? {};
    if (membershipId) await endMember(tx, ctx, actor, membershipId);
    await leaveGroups(tx, ctx, actor, id);
    await erase(tx, ctx, actor, id);
    const { organizationId } = actor;
    const subject = { kind: 'directory_user', id } as const;
    await publishEvent(tx, ctx, {
      type: 'organization.directory.user_deleted',
      organizationId,
      subject,
      data,
    });
    const entry = { status: 204, subject: email ?? userName, outcome: 'user_deleted' } as const;
    await recordRequest(tx, ctx, { request: input.request, entry });
  });
}

async function endMember(
  tx: Transaction,
  ctx: Ctx,
  { organizationId }: DirectoryActor,
  membershipId: string,
): Promise<void> {
  const member = await lockMembership(tx, { organizationId, membershipId });
  if (member.status === 'INACTIVE') return;
  await requireOtherAdmin(tx, organizationId, membershipId);
  await suspendMembership(tx, ctx, { ...member, organizationId });
}

async function erase(tx: Transaction, ctx: Ctx, { directoryId }: DirectoryActor, id: string): Promise<void> {
  await tx.$executeRaw`
    with directory as (
      update directories set user_count = user_count - 1, users_changed_at = ${ctx.now}::timestamptz
      where id = ${directoryId}),
    block as (
      update directory_user_blocks b set users = b.users - 1 from directory_users u
      where u.id = ${id} and b.directory_id = u.directory_id and b.block = u.ordinal / 1000)
    delete from directory_users where id = ${id}`;
}
