import { Prisma } from '@/prisma/generated/client';
import {
  type AuthenticatedClient,
  type ClientProofRow,
  proveClient,
} from '../applications/authenticate-client';
import type { ClientCredentials } from '../applications/client.schema';
import type { OidcClient } from '../applications/find-oidc-client';
import type { Ctx } from '../authz/context';
import { addSeconds } from '../clock';
import { hashToken } from '../crypto';
import { prepared } from '../db';
import { isClosedSql } from '../sessions/needs-sso-sql';
import { type CodeContent, openCode } from './sealed-code';
import { subjectColumns, type TokenSubject } from './token-subject';

/** How long it is known of a code that it was used: longer than it is good, by any clock. */
const memorySeconds = 3600;

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
  /** The connection of the identity provider that proved it. */
  readonly connectionId: string | null;
  readonly authenticatedAt: Date;
  /** When the session ends at the latest. */
  readonly sessionEndsAt: Date;
}

/**
 * The refresh token of a value, used ones included; null where it is unknown, or the session has ended, or the membership
 * is not active any more. Public: the value is the proof.
 */
export async function findGrantToken(ctx: Ctx, value: string): Promise<FoundGrantToken | null> {
  const [token] = await ctx.db.$queryRaw<FoundGrantToken[]>`${prepared}
    with presented as (select * from oidc_tokens where hash = ${hashToken(value)} and kind = 'REFRESH')
    ${tokenSql(ctx)}`;
  return token ?? null;
}

/**
 * Takes a code that a client without a secret presents, in one statement: of any number at once exactly one finds it
 * unused, and whatever is wrong with the rest of the request, nobody can try it again. Public: the code is the proof.
 */
export async function takeCode(
  ctx: Ctx,
  input: { readonly value: string; readonly clientId: string },
): Promise<FoundGrantToken | null> {
  const code = openCode(input.value);
  const [token] = await ctx.db.$queryRaw<FoundGrantToken[]>`${prepared}
    with ${takeSql(ctx, input, code, Prisma.sql`true`)} ${tokenSql(ctx)}`;
  return token && code ? withPayload(token, code) : null;
}

/** A client with the code that it presents; null where that is none of its own, or its login has ended. */
export interface CodeOfClient<Client = OidcClient> {
  readonly client: Client;
  readonly token: FoundGrantToken | null;
}

/**
 * Authenticates a client by its secret, as `authenticateClient` does, and takes the code that it presents, as `takeCode`
 * does, in one statement. A client that is refused takes nothing. Public: the secret and the code are the proof.
 */
export async function takeCodeBySecret(
  ctx: Ctx,
  input: ClientCredentials & { readonly value: string },
): Promise<CodeOfClient<AuthenticatedClient>> {
  const proof = proveClient(ctx, input);
  const code = openCode(input.value);
  const [row] = await ctx.db.$queryRaw<[FoundGrantToken & { readonly proof: ClientProofRow }]>`${prepared}
    with ${proof.tables}, ${takeSql(ctx, input, code, proof.holds)}
    select row_to_json(proof) as proof, token.*
    from (${proof.row}) proof left join (${tokenSql(ctx)}) token on true`;
  const { proof: found, ...token } = row;
  const isFound = code !== null && token.grantId !== null;
  return { client: proof.accept(found), token: isFound ? withPayload(token, code) : null };
}

/** Writes down that the code is used, if `allowed`; there it is known only from then on. */
function takeSql(
  ctx: Ctx,
  input: { readonly value: string; readonly clientId: string },
  code: CodeContent | null,
  allowed: Prisma.Sql,
): Prisma.Sql {
  return Prisma.sql`granted as (
      select g.id as grant_id from oidc_grants g
      where g.id = ${code?.grantId ?? null} and g.client_id = ${input.clientId} and ${allowed}
      for key share of g),
    taken as (
      insert into oidc_tokens (hash, kind, grant_id, payload, created_at, expires_at, consumed_at)
      select ${hashToken(input.value)}, 'CODE', grant_id, '{}', ${ctx.now}::timestamptz,
        ${addSeconds(ctx.now, memorySeconds)}::timestamptz, ${ctx.now}::timestamptz
      from granted on conflict (hash) do nothing returning 1),
    presented as (
      select grant_id, '{}'::jsonb as payload,
        case when not exists (select 1 from taken) then ${ctx.now}::timestamptz end as consumed_at
      from granted)`;
}

function withPayload(token: FoundGrantToken, { payload }: CodeContent): FoundGrantToken {
  return { ...token, payload, scope: String(payload.scope ?? '') };
}

/** A `FoundGrantToken` of what was `presented`. */
function tokenSql(ctx: Ctx): Prisma.Sql {
  return Prisma.sql`
    select t.payload, t.consumed_at as "consumedAt", g.id as "grantId", g.client_id as "clientId",
      g.session_id as "sessionId", coalesce(t.payload->>'scope', '') as scope, s.method,
      s.connection_id as "connectionId", s.created_at as "authenticatedAt",
      s.absolute_expires_at as "sessionEndsAt", ${subjectColumns}
    from presented t
    join oidc_grants g on g.id = t.grant_id
    join sessions s on s.id = g.session_id
    join users u on u.id = g.user_id
    join memberships m on m.organization_id = g.organization_id and m.user_id = g.user_id and m.status = 'ACTIVE'
    join organizations o on o.id = g.organization_id
    where s.expires_at > ${ctx.now}::timestamptz and s.absolute_expires_at > ${ctx.now}::timestamptz
      and not ${isClosedSql}`;
}
