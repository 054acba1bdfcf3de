import type { Ctx } from '../authz/context';
import { addSeconds } from '../clock';
import { findLoginConnection, type LoginConnection } from '../connections/find-connection';
import { hashToken, randomToken } from '../crypto';
import { refuse } from '../errors';
import { newId } from '../id';
import { consumeLimits } from '../limits/consume-limits';
import { visitorNetwork } from '../limits/visitor-network';
import { beginLoginAttempt } from '../login-log/record-login-attempt';
import { type RequestSecrets, requestSecrets } from './request-secrets';

export interface SsoStart {
  readonly connectionId: string;
  readonly purpose: 'LOGIN' | 'TEST';
  /** A path of this host, or a registered address of an application. */
  readonly returnTo: string | null;
  readonly invitation?: { readonly id: string; readonly generation: number } | null;
  /** Who wants to log in, as the identity provider may be told. */
  readonly loginHint: string | null;
  /** The application that it is for, where it is known. */
  readonly clientId: string | null;
  /** What this browser has from a login that is under way in another tab. */
  readonly browserSecret: string | null;
}

export interface BegunSso {
  readonly requestId: string;
  readonly connection: LoginConnection;
  readonly secrets: RequestSecrets;
  /** The RelayState or `state`: a random value that says nothing. */
  readonly relayState: string;
  /** For an HttpOnly cookie of this browser. */
  readonly browserSecret: string;
  readonly loginAttemptId: string | null;
}

/** How long somebody may take at their identity provider. */
export const ssoRequestSeconds = 900;

/**
 * Writes down that this browser goes to an identity provider, so that its answer is taken once and from this browser
 * only. Public: this is how people begin. A connection that is unknown, incomplete or switched off is `not_found`; one that
 * is being tried out need only be complete. Limited by the visitor's network address.
 */
export async function beginSso(ctx: Ctx, start: SsoStart): Promise<BegunSso> {
  const key = `sso/ip/${visitorNetwork(ctx.ip)}`;
  await consumeLimits(ctx, [{ key, count: 120, windowSeconds: 60 }]);
  const connection = await findLoginConnection(ctx, start.connectionId);
  const isOpen = start.purpose === 'TEST' ? connection?.complete : connection?.usable;
  if (!connection || !isOpen)
    refuse('not_found', 'Single sign-on is not set up here, or it is switched off.');
  const requestId = newId(start.purpose === 'TEST' ? 'ssoTest' : 'ssoRequest', ctx.now);
  const relayState = randomToken();
  const browserSecret = start.browserSecret ?? randomToken();
  const attempt = start.purpose === 'LOGIN' ? await logBegin(ctx, start, connection) : null;
  await ctx.db.ssoRequest.create({
    data: {
      id: requestId,
      connectionId: connection.id,
      purpose: start.purpose,
      relayHash: hashToken(relayState),
      browserHash: hashToken(browserSecret),
      returnTo: start.returnTo,
      invitationId: start.invitation?.id ?? null,
      invitationGeneration: start.invitation?.generation ?? null,
      loginHint: start.loginHint,
      loginAttemptId: attempt?.id ?? null,
      createdAt: ctx.now,
      expiresAt: addSeconds(ctx.now, ssoRequestSeconds),
    },
    select: { id: true },
  });
  const secrets = requestSecrets(requestId);
  return { requestId, connection, secrets, relayState, browserSecret, loginAttemptId: attempt?.id ?? null };
}

function logBegin(ctx: Ctx, start: SsoStart, connection: LoginConnection) {
  return beginLoginAttempt(ctx.db, ctx, {
    method: 'sso',
    organizationId: connection.organizationId,
    connectionId: connection.id,
    email: start.loginHint,
    clientId: start.clientId,
    steps: [{ name: 'sent-to-identity-provider' }],
  });
}
