import { recordAudit } from '../audit/record';
import { authorizePerson } from '../authz/authorize';
import type { Ctx } from '../authz/context';
import type { Transaction } from '../db';
import { refuse } from '../errors';
import { invitationState } from '../links/invitation-state';
import type { MembershipRef } from '../memberships/membership.schema';
import { cameOtherwiseSql, vouchedElsewhereSql } from '../sessions/needs-sso-sql';
import { refuseState } from './require-link';

/**
 * Joins an organization that has invited the acting person, from their own page: they have proven the mailbox by
 * signing in, so no link is needed. The same end as a link's: this one membership becomes active. Refuses an invitation
 * that expired, was revoked or used, and (`conflict`) an organization that is joined by its identity provider alone, unless
 * the session began there (product rule 7), and any to whoever came by the identity provider of another.
 */
export async function joinOrganization(
  ctx: Ctx,
  input: MembershipRef,
): Promise<{ organizationName: string }> {
  const actor = authorizePerson(ctx, 'profile.join');
  return ctx.db.$transaction(async (tx) => {
    await tx.$queryRaw`select 1 from memberships where id = ${input.membershipId} and user_id = ${actor.userId} for update`;
    const invitation = await tx.invitation.findFirst({
      where: {
        membershipId: input.membershipId,
        organizationId: input.organizationId,
        membership: { userId: actor.userId },
      },
      orderBy: { id: 'desc' },
      select: {
        id: true,
        email: true,
        expiresAt: true,
        acceptedAt: true,
        revokedAt: true,
        organization: { select: { name: true } },
      },
    });
    if (!invitation) refuse('not_found', 'There is no such invitation.');
    await refuseOtherLogin(tx, actor.sessionId, input.organizationId);
    const state = invitationState(invitation, ctx.now);
    if (state !== 'open') refuseState(state);
    const { count } = await tx.invitation.updateMany({
      where: { id: invitation.id, acceptedAt: null, revokedAt: null, seatHeld: true },
      data: { acceptedAt: ctx.now },
    });
    if (count === 0) refuseState('expired');
    await tx.membership.updateMany({
      where: { id: input.membershipId, status: 'PENDING_INVITE' },
      data: { status: 'ACTIVE', joinedAt: ctx.now, lastSeenAt: ctx.now, updatedAt: ctx.now },
    });
    await recordAudit(tx, ctx, {
      action: 'invitation.accepted',
      organizationId: input.organizationId,
      target: { kind: 'invitation', id: invitation.id, name: invitation.email },
      changes: { before: { status: 'PENDING_INVITE' }, after: { status: 'ACTIVE' } },
    });
    return { organizationName: invitation.organization.name };
  });
}

async function refuseOtherLogin(tx: Transaction, sessionId: string, organizationId: string): Promise<void> {
  const refused = await tx.$queryRaw<unknown[]>`
    select 1 from organizations o left join sessions s on s.id = ${sessionId}
    where o.id = ${organizationId} and (${cameOtherwiseSql} or ${vouchedElsewhereSql})`;
  if (refused.length > 0)
    refuse('conflict', 'It is not joined by the login that you came by. Load this page again to see how.');
}
