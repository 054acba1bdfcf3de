import { recordAudit } from '../audit/record';
import { authorize } from '../authz/authorize';
import type { Ctx } from '../authz/context';
import type { Transaction } from '../db';
import { lockOrganization } from '../organizations/seats';
import { lockMembership } from './membership';
import type { MembershipRef } from './membership.schema';

/**
 * Lets people manage a member here whom a directory managed. They stay as they are, and the roles that its groups gave are
 * chosen from now on. The directory still knows them, and its changes reach the member no more, until it turns them off and on
 * again. Detaching whom no directory manages changes nothing.
 */
export async function detachMember(ctx: Ctx, input: MembershipRef): Promise<{ email: string }> {
  authorize(ctx, 'membership.detach', input.organizationId);
  return ctx.db.$transaction(async (tx) => {
    await lockOrganization(tx, input.organizationId);
    const directory = await letGo(tx, input);
    const member = await lockMembership(tx, input);
    if (directory === null) return { email: member.email };
    await tx.membershipRole.updateMany({
      where: { membershipId: member.id, source: 'DIRECTORY' },
      data: { source: 'MANUAL', reason: null },
    });
    await recordAudit(tx, ctx, {
      action: 'membership.detached',
      organizationId: input.organizationId,
      target: { kind: 'membership', id: member.id, name: member.email },
      changes: { before: { managedBy: directory }, after: { managedBy: null } },
    });
    return { email: member.email };
  });
}

/** The name of the directory whose user the member was; also of one that is off, which would manage them again. */
async function letGo(
  tx: Transaction,
  { organizationId, membershipId }: MembershipRef,
): Promise<string | null> {
  const [directory] = await tx.$queryRaw<{ name: string }[]>`
    update directory_users u set membership_id = null from directories d
    where u.membership_id = ${membershipId} and u.organization_id = ${organizationId} and d.id = u.directory_id
    returning d.name`;
  return directory?.name ?? null;
}
