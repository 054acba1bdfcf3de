import { Prisma } from '@/prisma/generated/client';
import { recordAudit } from '../audit/record';
import { authorize, grantablePermissions } from '../authz/authorize';
import { type ActingActor, actorId, type Ctx } from '../authz/context';
import { addSeconds } from '../clock';
import { violatedConstraint } from '../db';
import { refuse } from '../errors';
import { newId } from '../id';
import { portalUrl } from '../links/portal-token';
import { type PortalLinkSource, portalLinkSeconds } from './portal-link';
import type { CreatePortalLinkInput } from './portal-link.schema';

export interface NewPortalLink {
  readonly linkId: string;
  /** The address with the token, in this answer and nowhere else. */
  readonly url: string;
  readonly expiresAt: Date;
}

/**
 * Makes a link by which an IT admin without an account sets an organization up. One that a program makes opens once and
 * within a minute; one that a person makes opens for seven days, in any number of browsers. It can never give a role
 * that its maker could not give at the time (product rule 14).
 */
export async function createPortalLink(ctx: Ctx, input: CreatePortalLinkInput): Promise<NewPortalLink> {
  const actor = authorize(ctx, 'portal-link.manage', input.organizationId);
  const source: PortalLinkSource = actor.kind === 'client' ? 'API' : 'DASHBOARD';
  const { organizationId } = input;
  const [linkId, features] = [newId('link', ctx.now), [...new Set(input.features)]];
  const expiresAt = addSeconds(ctx.now, portalLinkSeconds[source]);
  try {
    await ctx.db.$transaction(async (tx) => {
      await tx.portalLink.create({
        data: {
          id: linkId,
          organizationId,
          source,
          features,
          grantable: frozenGrant(actor, organizationId),
          createdById: actorId(actor),
          createdByName: actor.name,
          createdAt: ctx.now,
          expiresAt,
        },
        select: { id: true },
      });
      await recordAudit(tx, ctx, {
        action: 'portal_link.created',
        organizationId,
        target: { kind: 'portal_link', id: linkId, name: actor.name },
        changes: { after: { features } },
      });
    });
  } catch (error) {
    if (violatedConstraint(error) !== 'portal_links_organization_id_fkey') throw error;
    return refuse('not_found', 'There is no such organization.');
  }
  return { linkId, url: portalUrl(linkId), expiresAt };
}

function frozenGrant(actor: ActingActor, organizationId: string) {
  const grantable = grantablePermissions(actor, organizationId);
  return grantable === 'all' ? Prisma.DbNull : [...grantable];
}
