import { Prisma } from '@/prisma/generated/client';
import { type OidcClient, oidcClientColumns } from '../applications/find-oidc-client';
import type { Ctx } from '../authz/context';
import { addSeconds } from '../clock';
import { hashToken } from '../crypto';
import { prepared } from '../db';
import { isClosedSql } from '../sessions/needs-sso-sql';
import { absoluteEndSql, touchSeconds } from '../sessions/session-policy';

/** What an authorization request comes with. */
export interface LoginRequest {
  /** The session's cookie. */
  readonly cookie: string | null;
  readonly clientId: string | null;
  /** The organization to log in to; null: the one that the session remembers, else the only one. */
  readonly organizationId: string | null;
}

/** The login session of a browser. */
export interface LoginSession {
  readonly id: string;
  readonly userId: string;
  /** How the person proved who they are. */
  readonly method: string;
  /** The connection of the identity provider that proved it. */
  readonly connectionId: string | null;
  readonly createdAt: Date;
  /** When it ends at the latest. */
  readonly absoluteExpiresAt: Date;
}

export interface Login {
  readonly session: LoginSession | null;
  readonly client: OidcClient | null;
  /** Where the person is an active member and is logged in to; null where nothing chose one of several, or none is. */
  readonly organizationId: string | null;
  /** The login of this session to the client for that organization, if nothing of it has to be written down anew. */
  readonly grantId: string | null;
  /** That organization lets nobody stay signed in for as long as this person is: they sign in again. */
  readonly isStale: boolean;
  /** The epoch of codes; null where none has begun. */
  readonly codeEpoch: string | null;
}

/** JSON, which is parsed at once, as many columns are not. */
interface Row {
  readonly client: OidcClient | null;
  readonly session: Stored<LoginSession> | null;
  readonly candidates: readonly Candidate[] | null;
  readonly codeEpoch: string | null;
}

type Stored<Of> = { readonly [Name in keyof Of]: Of[Name] extends Date ? string : Of[Name] };

interface Candidate {
  readonly id: string;
  readonly grant_id: string | null;
  readonly remembered: boolean | null;
  readonly stale: boolean;
}

/**
 * Who asks for which client, and for which of their organizations, in one statement. Public: whoever holds the cookie
 * is who it says, and an id of a client is no secret.
 */
export async function findLogin(ctx: Ctx, request: LoginRequest): Promise<Login> {
  const hash = request.cookie === null ? null : hashToken(request.cookie);
  const [{ client, session, candidates, codeEpoch }] = await ctx.db.$queryRaw<[Row]>`${prepared}
    select
      (select row_to_json(client) from (select ${oidcClientColumns} from clients c
        where c.id = ${request.clientId} and c.kind <> 'ORGANIZATION') client) as client,
      (select row_to_json(session) from (select s.id, s.user_id as "userId", s.method,
        s.connection_id as "connectionId", s.created_at as "createdAt",
        s.absolute_expires_at as "absoluteExpiresAt" where s.id is not null) session) as session,
      ${candidatesSql(ctx.now, request)} as candidates,
      (select id from oidc_code_epochs where "only") as "codeEpoch"
    from (values (1)) one
    left join sessions s on s.token_hash = ${hash} and s.expires_at > ${ctx.now}::timestamptz
      and s.absolute_expires_at > ${ctx.now}::timestamptz`;
  const chosen = choose(candidates ?? []);
  return {
    session: session && toSession(session),
    client,
    organizationId: chosen?.id ?? null,
    grantId: (chosen?.remembered && chosen.grant_id) || null,
    isStale: chosen?.stale ?? false,
    codeEpoch,
  };
}

function toSession({ createdAt, absoluteExpiresAt, ...session }: Stored<LoginSession>): LoginSession {
  return {
    ...session,
    createdAt: new Date(createdAt),
    absoluteExpiresAt: new Date(absoluteExpiresAt),
  };
}

/** Two are enough to know that there are several; the one that the session remembers comes first. */
function candidatesSql(now: Date, { clientId, organizationId }: LoginRequest): Prisma.Sql {
  const end = absoluteEndSql(Prisma.sql`s.created_at`, Prisma.sql`m.organization_id`);
  return Prisma.sql`(select json_agg(one) from (
      select m.organization_id as id, m.organization_id = s.organization_id as remembered,
        ${end} <= ${now}::timestamptz as stale,
        (select g.id from oidc_grants g
          where g.session_id = s.id and g.client_id = ${clientId} and g.organization_id = m.organization_id
            and least(g.used_at, m.last_seen_at) >= ${addSeconds(now, -touchSeconds)}::timestamptz) as grant_id
      from memberships m join organizations o on o.id = m.organization_id
      where m.user_id = s.user_id and m.status = 'ACTIVE' and not ${isClosedSql}
        and (${organizationId}::text is null or m.organization_id = ${organizationId})
      order by 2 desc nulls last limit 2) one)`;
}

function choose(candidates: readonly Candidate[]): Candidate | null {
  const [first] = candidates;
  return first && (first.remembered || candidates.length === 1) ? first : null;
}
