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
 * The way of an open invitation, or null where its organization does not enforce an identity provider. A copied link will do:
 * the login proves who it is, and is told no address, which whoever holds such a link need not know. Public: the link is the
 * right to begin.
 */
export async function findInvitationRoute(ctx: Ctx, token: string): Promise<SsoRoute | null> {
  const { link, invitation, state } = await requireLink(ctx, token);
  if (state !== 'open' || !invitation.joinsBySso) return null;
  const { id, generation, organizationId, email } = invitation;
  const connectionId = await findRealm(ctx, { organizationId, email });
  if (!connectionId) return null;
  const loginHint = link.purpose === 'mail' ? email : null;
  const returnTo = initiateLoginUrl(invitation);
  return { connectionId, loginHint, returnTo, clientId: null, invitation: { id, generation } };
}
