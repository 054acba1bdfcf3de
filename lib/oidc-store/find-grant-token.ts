import { Prisma } from '@/prisma/generated/client';
import type { Ctx } from '../authz/context';
import { hashToken } from '../crypto';
import { prepared } from '../db';
import { isClosedSql } from '../sessions/needs-sso-sql';
import { subjectColumns, type TokenSubject, type TokenSubjectRow, toSubject } from './token-subject';

/** A code or a refresh token with all that is said in the tokens that it is exchanged for. */
export interface FoundGrantToken extends TokenSubject {
  /** What the OpenID provider has to know of it. */
  readonly payload: Readonly<Record<string, unknown>>;
  readonly consumedAt: Date | null;
  readonly grantId: string;
  readonly clientId: string;
  readonly sessionId: string;
  /** What this very login asked for, separated by spaces. */
  readonly scope: string;
  readonly method: string;
  /** The connection of the identity provider that proved it. */
  readonly connectionId: string | null;
  readonly authenticatedAt: Date;
  /** When the session ends at the latest. */
  readonly sessionEndsAt: Date;
}

/** What a statement finds of a grant, as JSON: parsed at once, which many columns are not. */
export type GrantRow = TokenSubjectRow &
  Pick<FoundGrantToken, 'grantId' | 'clientId' | 'sessionId' | 'method' | 'connectionId'> & {
    readonly authenticatedAt: string;
    readonly sessionEndsAt: string;
  };

/** The columns of a `GrantRow`, of the grant `g` with the tables of `lastingSql`. */
export const grantColumns = Prisma.sql`g.id as "grantId", g.client_id as "clientId", g.session_id as "sessionId",
  s.method, s.connection_id as "connectionId", s.created_at as "authenticatedAt",
  s.absolute_expires_at as "sessionEndsAt", ${subjectColumns}`;

/** Joins what the grant `g` hangs on, while its login lasts, and ends with a condition that may go on. */
export function lastingSql(ctx: Pick<Ctx, 'now'>): Prisma.Sql {
  return Prisma.sql`join sessions s on s.id = g.session_id
    join users u on u.id = g.user_id
    join memberships m on m.organization_id = g.organization_id and m.user_id = g.user_id and m.status = 'ACTIVE'
    join organizations o on o.id = g.organization_id
    where s.expires_at > ${ctx.now}::timestamptz and s.absolute_expires_at > ${ctx.now}::timestamptz
      and not ${isClosedSql}`;
}

/** Of a grant and of what was presented for it. */
export function toGrantToken(
  row: GrantRow,
  payload: FoundGrantToken['payload'],
  consumedAt: Date | null,
): FoundGrantToken {
  const { authenticatedAt, sessionEndsAt, ...found } = row;
  return {
    ...toSubject(found),
    payload,
    consumedAt,
    scope: String(payload.scope ?? ''),
    authenticatedAt: new Date(authenticatedAt),
    sessionEndsAt: new Date(sessionEndsAt),
  };
}

interface Row {
  readonly payload: FoundGrantToken['payload'];
  readonly consumedAt: Date | null;
  readonly token: GrantRow;
}

/**
 * The refresh token of a value, used ones included; null where it is unknown, or the session has ended, or the membership
 * is not active any more. Public: the value is the proof.
 */
export async function findGrantToken(ctx: Ctx, value: string): Promise<FoundGrantToken | null> {
  const [row] = await ctx.db.$queryRaw<Row[]>`${prepared}
    select presented.payload, presented.consumed_at as "consumedAt", row_to_json(token) as token
    from oidc_refresh_tokens presented
    join lateral (
      select ${grantColumns} from oidc_grants g ${lastingSql(ctx)} and g.id = presented.grant_id) token on true
    where presented.hash = ${hashToken(value)}`;
  return row ? toGrantToken(row.token, row.payload, row.consumedAt) : null;
}
