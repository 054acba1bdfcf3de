import { recordAudit } from '../audit/record';
import { authorize } from '../authz/authorize';
import type { Ctx } from '../authz/context';
import { refuse } from '../errors';
import type { PortalLinkRef } from './portal-link.schema';

/**
 * Revokes a set-up link, for good: nobody opens it any more, and every browser that has is out at its next request.
 * Returns how many those were. One that was revoked already, is another organization's or never was is not found.
 */
export async function revokePortalLink(ctx: Ctx, input: PortalLinkRef): Promise<{ sessionsEnded: number }> {
  authorize(ctx, 'portal-link.manage', input.organizationId);
  const { linkId, organizationId } = input;
  return ctx.db.$transaction(async (tx) => {
    const [link] = await tx.portalLink.updateManyAndReturn({
      where: { id: linkId, organizationId, revokedAt: null },
      data: { revokedAt: ctx.now },
      select: { createdByName: true },
    });
    if (!link) refuse('not_found', 'There is no such set-up link, or it was revoked already.');
    const { count: sessionsEnded } = await tx.portalSession.deleteMany({ where: { linkId } });
    await recordAudit(tx, ctx, {
      action: 'portal_link.revoked',
      organizationId,
      target: { kind: 'portal_link', id: linkId, name: link.createdByName },
      changes: { after: { sessionsEnded } },
    });
    return { sessionsEnded };
  });
}
