import { recordAudit } from '../audit/record';
import { authorize } from '../authz/authorize';
import type { Ctx } from '../authz/context';
import type { Transaction } from '../db';
import { refuse } from '../errors';
import type { EnforceSsoInput } from './connection.schema';

/**
 * Says whether members must log in by the organization's identity provider. Its admins and the staff may still use a mailed
 * link, so that nobody locks themselves out for good. Only where a connection is on and a domain is verified
 * (`conflict`, with what is missing): else nobody could log in.
 */
export async function enforceSso(ctx: Ctx, { organizationId, required }: EnforceSsoInput): Promise<void> {
  authorize(ctx, 'organization.update', organizationId);
  await ctx.db.$transaction(async (tx) => {
    const organization = await lockRequirement(tx, organizationId);
    if (organization.ssoRequired === required) return;
    if (required) await requireWayIn(tx, organizationId);
    const data = { ssoRequired: required, updatedAt: ctx.now };
    await tx.organization.update({ where: { id: organizationId }, data, select: { id: true } });
    await recordAudit(tx, ctx, {
      action: 'organization.updated',
      organizationId,
      target: { kind: 'organization', id: organizationId, name: organization.name },
      changes: { before: { ssoRequired: !required }, after: { ssoRequired: required } },
    });
  });
}

async function lockRequirement(tx: Transaction, organizationId: string) {
  const [organization] = await tx.$queryRaw<{ name: string; ssoRequired: boolean }[]>`
    select name, sso_required as "ssoRequired" from organizations where id = ${organizationId} for update`;
  return organization ?? refuse('not_found', 'There is no such organization.');
}

/** Refuses (`conflict`) where nobody could log in by the organization's identity provider. The caller has authorised. */
export async function requireWayIn(tx: Transaction, organizationId: string): Promise<void> {
  const enabled = await tx.connection.count({
    where: { organizationId, enabled: true, organization: { ssoEnabled: true } },
  });
  if (enabled === 0) refuse('conflict', 'Switch a connection on first: nobody could log in.');
  const verified = await tx.domain.count({
    where: { organizationId, type: 'ORGANIZATION_DOMAIN', verifiedAt: { not: null } },
  });
  if (verified === 0)
    refuse('conflict', 'Verify a domain first: a connection speaks only for addresses in one.');
}
