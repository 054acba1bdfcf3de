import { Prisma } from '@/prisma/generated/client';
import type { Ctx } from '../authz/context';
import { hashToken } from '../crypto';
import { prepared } from '../db';
import { subjectColumns, type TokenSubject } from './token-subject';

export type GrantTokenKind = 'CODE' | 'REFRESH';

/** A code or a refresh token with all that is said in the tokens that it is exchanged for. */
export interface FoundGrantToken extends TokenSubject {
  readonly payload: Readonly<Record<string, unknown>>;
  readonly consumedAt: Date | null;
  readonly grantId: string;
  readonly clientId: string;
  readonly sessionId: string;
  /** What this very login asked for, separated by spaces. */
  readonly scope: string;
  readonly method: string;
  readonly authenticatedAt: Date;
  /** When the session ends at the latest. */
  readonly sessionEndsAt: Date;
}

/**
 * The code or refresh token of a value, used ones included; null where it is unknown, or the session has ended, or the
 * membership is not active any more. Public: the value is the proof.
 */
export async function findGrantToken(
  ctx: Ctx,
  input: { readonly kind: GrantTokenKind; readonly value: string },
): Promise<FoundGrantToken | null> {
  const presented = Prisma.sql`select * from oidc_tokens
    where hash = ${hashToken(input.value)} and kind = ${input.kind}::oidc_token_kind`;
  const [token] = await ctx.db.$queryRaw<FoundGrantToken[]>(describeSql(ctx, presented));
  return token ?? null;
}

/**
 * Takes a code that its client presents, in one statement: of any number at once exactly one finds it unused, and
 * whatever is wrong with the rest of the request, nobody can try it again. Public: the code is the proof.
 */
export async function takeCode(
  ctx: Ctx,
  input: { readonly value: string; readonly clientId: string },
): Promise<FoundGrantToken | null> {
  const presented = Prisma.sql`select t.* from oidc_tokens t join oidc_grants g on g.id = t.grant_id
    where t.hash = ${hashToken(input.value)} and t.kind = 'CODE' and g.client_id = ${input.clientId} for update of t`;
  const taken = Prisma.sql`update oidc_tokens t set consumed_at = ${ctx.now}::timestamptz from presented
    where t.hash = presented.hash and presented.consumed_at is null`;
  const [token] = await ctx.db.$queryRaw<FoundGrantToken[]>(describeSql(ctx, presented, taken));
  return token ?? null;
}

/** A statement that changes something runs also where nothing reads it. */
function describeSql(ctx: Ctx, presented: Prisma.Sql, change = Prisma.sql`select 1`): Prisma.Sql {
  return Prisma.sql`${prepared}
    with presented as (${presented}), changed as (${change})
    select t.payload, t.consumed_at as "consumedAt", g.id as "grantId", g.client_id as "clientId",
      g.session_id as "sessionId", coalesce(t.payload->>'scope', '') as scope, s.method, s.created_at as "authenticatedAt",
      s.absolute_expires_at as "sessionEndsAt", ${subjectColumns}
    from presented t
    join oidc_grants g on g.id = t.grant_id
    join sessions s on s.id = g.session_id
    join users u on u.id = g.user_id
    join memberships m on m.organization_id = g.organization_id and m.user_id = g.user_id and m.status = 'ACTIVE'
    join organizations o on o.id = g.organization_id
    where s.expires_at > ${ctx.now}::timestamptz and s.absolute_expires_at > ${ctx.now}::timestamptz`;
}
