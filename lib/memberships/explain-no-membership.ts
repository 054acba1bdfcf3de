import { Prisma } from '@/prisma/generated/client';
import { isGrantable } from '../authz/authorize';
import type { Ctx, Grantable } from '../authz/context';
import { violatedConstraint } from '../db';
import { isDisposableDomain, isPublicDomain } from '../domains/mail-domains';
import { refuse } from '../errors';
import { domainOf } from '../users/email-address';
import { explainTakenExternalId } from '../users/explain-taken-external-id';
import type { NewMemberInput } from './membership.schema';

/**
 * Says why a statement that adds a person to an organization wrote nothing, after the fact: it has no time for reasons. When
 * nothing explains it (the reason went away meanwhile), the caller may try again.
 */
export async function explainNoMembership(
  ctx: Ctx,
  grantable: Grantable,
  input: NewMemberInput,
  key: string,
  cause?: unknown,
): Promise<never> {
  if (violatedConstraint(cause) === 'users_external_id_key') explainTakenExternalId(cause);
  await explainOrganization(ctx, input.organizationId);
  await explainRoles(ctx, grantable, input);
  await explainDomain(ctx, key);
  await explainMembership(ctx, input.organizationId, key);
  await explainSeats(ctx, input.organizationId);
  refuse('conflict', 'Something changed at the same moment. Please try again.', { cause });
}

async function explainOrganization(ctx: Ctx, organizationId: string): Promise<void> {
  const found = await ctx.db.organization.findUnique({ where: { id: organizationId }, select: { id: true } });
  if (!found) refuse('not_found', 'There is no such organization.');
}

async function explainRoles(ctx: Ctx, grantable: Grantable, input: NewMemberInput): Promise<void> {
  const roles = await ctx.db.role.findMany({
    where: {
      id: { in: input.roleIds },
      OR: [{ organizationId: null }, { organizationId: input.organizationId }],
    },
    select: { id: true, displayName: true, effectivePermissions: true },
  });
  if (roles.length !== new Set(input.roleIds).size) {
    const sentence = 'That role does not exist any more. Choose another.';
    refuse('invalid_input', sentence, { fields: { roleIds: sentence } });
  }
  const above = roles.find((role) => !isGrantable(grantable, role.effectivePermissions));
  if (!above) return;
  const sentence = `You cannot give the role ${above.displayName}: it may do more than you.`;
  refuse('role_not_grantable', sentence, { fields: { roleIds: sentence } });
}

async function explainDomain(ctx: Ctx, key: string): Promise<void> {
  const domain = domainOf(key);
  const workspace = await ctx.db.workspace.findFirstOrThrow({
    select: { blockPublicDomains: true, blockDisposableDomains: true },
  });
  const kind =
    workspace.blockDisposableDomains && isDisposableDomain(domain)
      ? 'throw-away addresses'
      : workspace.blockPublicDomains && isPublicDomain(domain)
        ? 'addresses at public mail providers'
        : null;
  if (!kind) return;
  const sentence = `This workspace does not take ${kind} (${domain}).`;
  refuse('domain_blocked', sentence, { fields: { email: sentence } });
}

async function explainMembership(ctx: Ctx, organizationId: string, key: string): Promise<void> {
  const membership = await ctx.db.membership.findFirst({
    where: { organizationId, emailKey: key },
    select: { status: true },
  });
  if (!membership) return;
  const refusals = {
    ACTIVE: ['already_member', 'This person is already a member.'],
    PENDING_INVITE: ['already_invited', 'This person is already invited.'],
    INACTIVE: ['member_inactive', 'This person is deactivated here. Reactivate them instead.'],
  } as const;
  const [code, sentence] = refusals[membership.status];
  refuse(code, sentence, { fields: { email: sentence } });
}

async function explainSeats(ctx: Ctx, organizationId: string): Promise<void> {
  const { seatsCap, seatsUsed } = await ctx.db.organization.findUniqueOrThrow({
    where: { id: organizationId },
    select: { seatsCap: true, seatsUsed: true },
  });
  const released = await ctx.db.$queryRaw<{ count: bigint }[]>(Prisma.sql`
    select count(*) from invitations where organization_id = ${organizationId} and seat_held
      and accepted_at is null and revoked_at is null and expires_at <= ${ctx.now}::timestamptz`);
  if (seatsCap === null || seatsUsed - Number(released[0]?.count ?? 0) < seatsCap) return;
  refuse('seats_full', `All ${seatsCap} seats are taken. Remove someone or raise the limit.`);
}
