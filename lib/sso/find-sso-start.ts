import type { Ctx } from '../authz/context';
import type { LoginConnection } from '../connections/find-connection';
import { requireLink } from '../invitations/require-link';
import { initiateLoginUrl } from '../links/initiate-login-url';
import { findInteraction } from '../oidc-store/find-interaction';
import { findRealmConnection, readRealmHints } from './find-realm';

/** What leads to an identity provider, and where to afterwards. */
export interface SsoRoute {
  readonly connection: LoginConnection;
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
  const connection = await findRealmConnection(ctx, { ...hints, organizationId });
  if (!connection) return null;
  const { clientId } = interaction;
  const returnTo = `/oauth/authorize/${interactionId}`;
  return { connection, loginHint: hints.email, returnTo, clientId, invitation: null };
}

/**
 * The way of an open invitation, or null where its organization does not enforce an identity provider. By the mailed link,
 * the login is for the invited person alone. A copied link leads to a login like any other, which accepts the invitation if
 * it is that person: whoever holds such a link is told no address, and nothing of the invitation. Public: the link is the
 * right to begin, the login is the proof.
 */
export async function findInvitationRoute(ctx: Ctx, token: string): Promise<SsoRoute | null> {
  const { link, invitation, state } = await requireLink(ctx, token);
  if (state !== 'open' || !invitation.joinsBySso) return null;
  const { id, generation, organizationId, email } = invitation;
  const connection = await findRealmConnection(ctx, { organizationId, email });
  if (!connection) return null;
  if (link.purpose === 'copy') {
    const returnTo = initiateLoginUrl({ ...invitation, email: null });
    return { connection, loginHint: null, returnTo, clientId: null, invitation: null };
  }
  const returnTo = initiateLoginUrl(invitation);
  return { connection, loginHint: email, returnTo, clientId: null, invitation: { id, generation } };
}
