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
  const [token] = await ctx.db.$queryRaw<FoundGrantToken[]>`${prepared}
    select t.payload, t.consumed_at as "consumedAt", g.id as "grantId", g.client_id as "clientId",
      g.session_id as "sessionId", g.scope, s.method, s.created_at as "authenticatedAt",
      s.absolute_expires_at as "sessionEndsAt", ${subjectColumns}
    from oidc_tokens t
    join oidc_grants g on g.id = t.grant_id
    join sessions s on s.id = g.session_id
    join users u on u.id = g.user_id
    join memberships m on m.organization_id = g.organization_id and m.user_id = g.user_id and m.status = 'ACTIVE'
    join organizations o on o.id = g.organization_id
    where t.hash = ${hashToken(input.value)} and t.kind = ${input.kind}::oidc_token_kind
      and s.expires_at > ${ctx.now}::timestamptz and s.absolute_expires_at > ${ctx.now}::timestamptz`;
  return token ?? null;
}
