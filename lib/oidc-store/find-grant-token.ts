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
import { needsSsoSql } from '../sessions/needs-sso-sql';
import { subjectColumns, type TokenSubject } from './token-subject';

/** What was written so long ago is on the disk. */
const durableSeconds = 10;

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
  /** The connection of the identity provider that proved it. */
  readonly connectionId: string | null;
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
 * Takes a code that a client without a secret presents, in one statement: of any number at once exactly one finds it
 * unused, and whatever is wrong with the rest of the request, nobody can try it again. Public: the code is the proof.
 */
export async function takeCode(
  ctx: Ctx,
  input: { readonly value: string; readonly clientId: string },
): Promise<FoundGrantToken | null> {
  const { presented, taken } = takeSql(ctx, input, Prisma.sql`true`);
  const [token] = await ctx.db.$queryRaw<FoundGrantToken[]>(describeSql(ctx, presented, taken));
  return token ?? null;
}

/** A client with the code that it presents; null where that is none of its own, or its login has ended. */
export interface CodeOfClient<Client = OidcClient> {
  readonly client: Client;
  readonly token: FoundGrantToken | null;
}

/**
 * Authenticates a client by its secret, as `authenticateClient` does, and takes the code that it presents, as `takeCode`
 * does, in one statement. A client that is refused takes nothing. A new grant is on the disk before tokens are given;
 * for an older one nobody waits, since a crash of the database could only forget counts and that a code was used.
 * Public: the secret and the code are the proof.
 */
export async function takeCodeBySecret(
  ctx: Ctx,
  input: ClientCredentials & { readonly value: string },
): Promise<CodeOfClient<AuthenticatedClient>> {
  const proof = proveClient(ctx, input);
  const { presented, taken } = takeSql(ctx, input, proof.holds);
  const [row] = await ctx.db.$queryRaw<[FoundGrantToken & { readonly proof: ClientProofRow }]>`${prepared}
    with ${proof.tables}, presented as (${presented}), changed as (${taken})
    select row_to_json(proof) as proof, token.*,
      case when token."grantedAt" < ${addSeconds(ctx.now, -durableSeconds)}::timestamptz
        then set_config('synchronous_commit', 'off', true) end as commit
    from (${proof.row}) proof left join (${tokenSql(ctx)}) token on true`;
  const { proof: found, ...token } = row;
  return { client: proof.accept(found), token: token.grantId === null ? null : token };
}

/** The code, locked, if `allowed`; and how it is marked as used. */
function takeSql(
  ctx: Ctx,
  input: { readonly value: string; readonly clientId: string },
  allowed: Prisma.Sql,
) {
  const presented = Prisma.sql`select t.* from oidc_tokens t join oidc_grants g on g.id = t.grant_id
    where t.hash = ${hashToken(input.value)} and t.kind = 'CODE' and g.client_id = ${input.clientId} and ${allowed}
    for update of t`;
  const taken = Prisma.sql`update oidc_tokens t set consumed_at = ${ctx.now}::timestamptz from presented
    where t.hash = presented.hash and presented.consumed_at is null`;
  return { presented, taken };
}

/** A statement that changes something runs also where nothing reads it. */
function describeSql(ctx: Ctx, presented: Prisma.Sql, change = Prisma.sql`select 1`): Prisma.Sql {
  return Prisma.sql`${prepared} with presented as (${presented}), changed as (${change}) ${tokenSql(ctx)}`;
}

/** A `FoundGrantToken` of what was `presented`. */
function tokenSql(ctx: Ctx): Prisma.Sql {
  return Prisma.sql`
    select g.created_at as "grantedAt", t.payload, t.consumed_at as "consumedAt", g.id as "grantId", g.client_id as "clientId",
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
      and not ${needsSsoSql}`;
}
