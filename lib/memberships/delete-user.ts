import { recordAudit } from '../audit/record';
import { authorize } from '../authz/authorize';
import type { ActingActor, Ctx } from '../authz/context';
import type { Transaction } from '../db';
import { refuse } from '../errors';
import { lockOrganization } from '../organizations/seats';
import type { UserRef } from '../users/user.schema';
import { endMembership } from './end-membership';
import type { Receipt } from './membership';
import type { MembershipRef } from './membership.schema';

export interface DeletionReceipt extends Receipt {
  readonly membershipsEnded: number;
}

/**
 * Deletes a person with everything of theirs in one transaction: memberships, open invitations, sessions and what was
 * allowed through them, sign-in links. Each removal is remembered as if they had been removed there (product rule 11).
 * Refuses the only admin of an organization (`last_admin`), whom a directory manages (`managed_by_directory`) and who is on
 * the staff (`forbidden`): that is ended first.
 */
export async function deleteUser(ctx: Ctx, { userId }: UserRef): Promise<DeletionReceipt> {
  const actor = authorize(ctx, 'user.delete');
  return ctx.db.$transaction(async (tx) => {
    const memberships = await lockMemberships(tx, userId);
    let invitationsRevoked = 0;
    for (const ref of memberships) invitationsRevoked += await endOne(tx, ctx, { ...ref, actor });
    const email = await lockPerson(tx, userId);
    const sessionsEnded = await endSessions(tx, ctx, userId);
    await tx.user.delete({ where: { id: userId }, select: { id: true } });
    const receipt = { membershipsEnded: memberships.length, invitationsRevoked, sessionsEnded };
    await recordAudit(tx, ctx, {
      action: 'user.deleted',
      organizationId: null,
      target: { kind: 'user', id: userId, name: email },
      changes: { after: receipt },
    });
    return { email, ...receipt };
  });
}

/** As everywhere: the organizations, then the memberships, each in their order. */
async function lockMemberships(tx: Transaction, userId: string): Promise<MembershipRef[]> {
  const where = { userId };
  const known = await tx.membership.findMany({ where, select: { organizationId: true } });
  const organizationIds = known.map(({ organizationId }) => organizationId).sort();
  for (const organizationId of organizationIds) await lockOrganization(tx, organizationId);
  return tx.$queryRaw<MembershipRef[]>`
    select id as "membershipId", organization_id as "organizationId" from memberships
    where user_id = ${userId} and organization_id = any(${organizationIds}::text[]) order by id for update`;
}

async function endOne(
  tx: Transaction,
  ctx: Ctx,
  ref: MembershipRef & { readonly actor: ActingActor },
): Promise<number> {
  const member = await endMembership(tx, ctx, ref);
  const { invitationsRevoked } = member;
  await recordAudit(tx, ctx, {
    action: 'membership.removed',
    organizationId: ref.organizationId,
    target: { kind: 'membership', id: member.id, name: member.email },
    changes: { before: { status: member.status }, after: { invitationsRevoked, userDeleted: true } },
    eventData: member.eventData,
  });
  return invitationsRevoked;
}

/**
 * The person's address. Whoever adds them to an organization locks them too, so that what is read after the lock is all
 * there is.
 */
async function lockPerson(tx: Transaction, userId: string): Promise<string> {
  await tx.$queryRaw`select 1 from users where id = ${userId} for update`;
  const person = await tx.user.findUnique({
    where: { id: userId },
    select: { email: true, staff: { select: { role: true } }, _count: { select: { memberships: true } } },
  });
  if (!person) return refuse('not_found', 'There is no such user.');
  if (person.staff) refuse('forbidden', 'This person is on the staff. Take them off the staff first.');
  if (person._count.memberships > 0)
    refuse('conflict', 'They were added to an organization at the same moment. Please try again.');
  return person.email;
}

/** How many of them were live. */
async function endSessions(tx: Transaction, ctx: Ctx, userId: string): Promise<number> {
  const [ended] = await tx.$queryRaw<{ live: number }[]>`
    with ended as (
      delete from sessions where id in (select id from sessions where user_id = ${userId} order by id for update)
      returning least(expires_at, absolute_expires_at) as ends_at)
    select count(*) filter (where ends_at > ${ctx.now}::timestamptz)::int as live from ended`;
  return ended?.live ?? 0;
}
