import { Prisma } from '@/prisma/generated/client';
import { notifySql } from '../audit/record';
import type { Ctx } from '../authz/context';
import { addSeconds } from '../clock';
import type { LoginConnection } from '../connections/find-connection';
import { hashToken, randomToken } from '../crypto';
import { prepared } from '../db';
import { refuse } from '../errors';
import { newId } from '../id';
import { countUseSql, type Limit, type LimitUse, refuseExceeded, withinSql } from '../limits/consume-limits';
import { visitorNetwork } from '../limits/visitor-network';
import { beginLoginAttemptSql, type NewLoginAttempt } from '../login-log/record-login-attempt';
import { type RequestSecrets, requestSecrets } from './request-secrets';

export interface SsoStart {
  readonly connection: LoginConnection;
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
 * only, and in the login log; one statement. Public: this is how people begin. A connection that is incomplete or switched
 * off is `not_found`; one that is being tried out need only be complete. Limited by the visitor's network address.
 */
export async function beginSso(ctx: Ctx, start: SsoStart): Promise<BegunSso> {
  const isTest = start.purpose === 'TEST';
  if (!(isTest ? start.connection.complete : start.connection.usable))
    refuse('not_found', 'Single sign-on is not set up here, or it is switched off.');
  const requestId = newId(isTest ? 'ssoTest' : 'ssoRequest', ctx.now);
  const relayState = randomToken();
  const browserSecret = start.browserSecret ?? randomToken();
  const loginAttemptId = isTest ? null : newId('loginAttempt', ctx.now);
  const begun = { requestId, relayState, browserSecret, loginAttemptId };
  const limits = [{ key: `sso/ip/${visitorNetwork(ctx.ip)}`, count: 120, windowSeconds: 60 }];
  const [{ uses }] = await ctx.db.$queryRaw<[{ uses: LimitUse[] }]>(beginSql(ctx, start, begun, limits));
  refuseExceeded(ctx, limits, uses);
  return { ...begun, secrets: requestSecrets(requestId) };
}

type Begun = Omit<BegunSso, 'secrets'>;

/** The outer query reads the notification, which would not be sent otherwise. */
function beginSql(ctx: Ctx, start: SsoStart, begun: Begun, limits: readonly Limit[]): Prisma.Sql {
  const { connection, purpose, invitation } = start;
  const { requestId, relayState, browserSecret, loginAttemptId } = begun;
  return Prisma.sql`${prepared}
    with counted as (${countUseSql(ctx, limits)}),
    logged as (${beginLoginAttemptSql(ctx, loginAttemptId, logEntry(start), withinSql(limits))}),
    begun as (
      insert into sso_requests (id, connection_id, purpose, relay_hash, browser_hash, return_to, invitation_id,
        invitation_generation, login_hint, login_attempt_id, created_at, expires_at)
      select ${requestId}, ${connection.id}, ${purpose}::sso_purpose, ${hashToken(relayState)},
        ${hashToken(browserSecret)}, ${start.returnTo}, ${invitation?.id ?? null}, ${invitation?.generation ?? null}::int,
        ${start.loginHint}, ${loginAttemptId}, ${ctx.now}::timestamptz,
        ${addSeconds(ctx.now, ssoRequestSeconds)}::timestamptz
      where ${withinSql(limits)})
    select (select json_agg(counted) from counted) as uses,
      (select ${notifySql(Prisma.sql`organization_id`)} from logged) as told`;
}

function logEntry({ connection, loginHint, clientId }: SsoStart): NewLoginAttempt {
  return {
    method: 'sso',
    organizationId: connection.organizationId,
    connectionId: connection.id,
    email: loginHint,
    clientId,
    steps: [{ name: 'sent-to-identity-provider' }],
  };
}
