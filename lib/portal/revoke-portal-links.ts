import { recordAudit } from '../audit/record';
import { authorize } from '../authz/authorize';
import type { Ctx } from '../authz/context';
import { refuse } from '../errors';

/**
 * Revokes every set-up link of an organization that is not revoked yet, and ends the sessions of all. Nothing to revoke
 * is fine, and is not recorded.
 */
export async function revokePortalLinks(
  ctx: Ctx,
  input: { organizationId: string },
): Promise<{ linksRevoked: number; sessionsEnded: number }> {
  authorize(ctx, 'portal-link.manage', input.organizationId);
  const { organizationId } = input;
  return ctx.db.$transaction(async (tx) => {
    const organization = await tx.organization.findUnique({
      where: { id: organizationId },
      select: { name: true },
    });
    if (!organization) refuse('not_found', 'There is no such organization.');
    const { count: linksRevoked } = await tx.portalLink.updateMany({
      where: { organizationId, revokedAt: null },
      data: { revokedAt: ctx.now },
    });
    const { count: sessionsEnded } = await tx.portalSession.deleteMany({
      where: { link: { organizationId } },
    });
    if (linksRevoked > 0)
      await recordAudit(tx, ctx, {
        action: 'portal_link.all_revoked',
        organizationId,
        target: { kind: 'organization', id: organizationId, name: organization.name },
        changes: { after: { linksRevoked, sessionsEnded } },
      });
    return { linksRevoked, sessionsEnded };
  });
}
