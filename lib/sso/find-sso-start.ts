import type { Ctx } from '../authz/context';
import { requireLink } from '../invitations/require-link';
import { initiateLoginUrl } from '../links/initiate-login-url';
import { findInteraction } from '../oidc-store/find-interaction';
import { findRealm, readRealmHints } from './find-realm';

/** What leads to an identity provider, and where to afterwards. */
export interface SsoRoute {
  readonly connectionId: string;
  readonly loginHint: string | null;
  readonly returnTo: string | null;
  readonly clientId: string | null;
  readonly invitation: { readonly id: string; readonly generation: number } | null;
}

/** What the provider keeps of a request that waits; the organization is the one that the person picked. */
interface Waiting {
  readonly params?: Readonly<Record<string, unknown>>;
  readonly lastSubmission?: { readonly organization?: string };
}

/**
 * The way of a login that waits for an application, or null where it leads to no identity provider (contract.md: connection,
 * then organization, then the domain of the login hint). Public: the id is known to the browser that asked alone.
 */
export async function findInteractionRoute(ctx: Ctx, interactionId: string): Promise<SsoRoute | null> {
  const interaction = await findInteraction(ctx, interactionId);
  if (!interaction || interaction.isExpired) return null;
  const { params = {}, lastSubmission } = interaction.payload as Waiting;
  const hints = readRealmHints((name) => params[name]);
  const organizationId = lastSubmission?.organization ?? hints.organizationId;
  const connectionId = await findRealm(ctx, { ...hints, organizationId });
  if (!connectionId) return null;
  const { clientId } = interaction;
  const returnTo = `/oauth/authorize/${interactionId}`;
  return { connectionId, loginHint: hints.email, returnTo, clientId, invitation: null };
}

/**
 * The way of an invitation that was mailed, or null where its organization does not enforce an identity provider. Public:
 * the link is the proof.
 */
export async function findInvitationRoute(ctx: Ctx, token: string): Promise<SsoRoute | null> {
  const { link, invitation, state } = await requireLink(ctx, token);
  if (link.purpose !== 'mail' || state !== 'open') return null;
  const { organizationId } = invitation;
  const enforced = await ctx.db.organization.count({ where: { id: organizationId, ssoRequired: true } });
  const connectionId = enforced > 0 ? await findRealm(ctx, { organizationId }) : null;
  if (!connectionId) return null;
  const { id, generation, email: loginHint } = invitation;
  const returnTo = initiateLoginUrl(invitation);
  return { connectionId, loginHint, returnTo, clientId: null, invitation: { id, generation } };
}
