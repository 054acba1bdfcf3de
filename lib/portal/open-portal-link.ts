import { recordAudit } from '../audit/record';
import type { Ctx } from '../authz/context';
import { addSeconds } from '../clock';
import { hashToken, randomToken } from '../crypto';
import type { Transaction } from '../db';
import { refuse } from '../errors';
import { newId } from '../id';
import { consumeLimits } from '../limits/consume-limits';
import { visitorNetwork } from '../limits/visitor-network';
import { readPortalToken } from '../links/portal-token';
import { type FoundPortalLink, findPortalLink, portalActor } from './find-portal-link';
import { portalLinkState, portalSessionSeconds } from './portal-link';

export interface OpenedPortal {
  /** The value of this browser's cookie; only its SHA-256 is kept. */
  readonly sessionToken: string;
  readonly expiresAt: Date;
}

/**
 * The button of a set-up link: lets this browser in for six hours, by a link of the dashboard never longer than the link
 * is good. Of any number of presses on a link that opens once, one is let in. Public: the link is the right to open it.
 */
export async function openPortalLink(ctx: Ctx, input: { token: string }): Promise<OpenedPortal> {
  const network = visitorNetwork(ctx.ip);
  await consumeLimits(ctx, [{ key: `link/ip/${network}`, count: 60, windowSeconds: 60 }]);
  const linkId = readPortalToken(input.token);
  if (linkId) await consumeLimits(ctx, [{ key: `portal/link/${linkId}`, count: 60, windowSeconds: 3600 }]);
  const sessionToken = randomToken();
  return ctx.db.$transaction(async (tx) => {
    const link = await takeLink(tx, ctx, linkId);
    const expiresAt = endOfSession(link, ctx.now);
    const id = newId('portalSession', ctx.now);
    await tx.portalSession.create({
      data: { id, linkId: link.id, tokenHash: hashToken(sessionToken), createdAt: ctx.now, expiresAt },
      select: { id: true },
    });
    await recordAudit(
      tx,
      { ...ctx, actor: portalActor(link) },
      {
        action: 'portal_link.opened',
        organizationId: link.organizationId,
        target: { kind: 'portal_link', id: link.id, name: link.createdByName },
      },
    );
    return { sessionToken, expiresAt };
  });
}

/** Notes that the link was opened, where it still can be; the row stays locked, so that revoking it waits or comes first. */
async function takeLink(tx: Transaction, ctx: Ctx, linkId: string | null): Promise<FoundPortalLink> {
  const taken = await tx.$executeRaw`
    update portal_links set opened_at = coalesce(opened_at, ${ctx.now}::timestamptz)
    where id = ${linkId} and revoked_at is null and expires_at > ${ctx.now}::timestamptz
      and (source = 'DASHBOARD' or opened_at is null)`;
  const link = linkId ? await findPortalLink(tx, linkId) : null;
  if (!link) return refuse('link_unknown', 'This link is not valid. Ask for a new one.');
  if (taken === 1) return link;
  const state = portalLinkState(link, ctx.now);
  if (state === 'revoked') return refuse('link_unknown', 'This link was revoked. Ask for a new one.');
  if (state === 'used') return refuse('link_used', 'This link was used already. Ask for a new one.');
  return refuse('link_expired', 'This link has expired. Ask for a new one.');
}

function endOfSession(link: FoundPortalLink, now: Date): Date {
  const end = addSeconds(now, portalSessionSeconds);
  return link.source === 'DASHBOARD' && link.expiresAt < end ? link.expiresAt : end;
}
