import { Prisma } from '@/prisma/generated/client';
import {
  type AuthenticatedClient,
  type ClientProofRow,
  isChosenToCount,
  isUsualProofSql,
  proveClient,
} from '../applications/authenticate-client';
import type { ClientCredentials } from '../applications/client.schema';
import { type OidcClient, oidcClientColumns } from '../applications/find-oidc-client';
import type { Ctx } from '../authz/context';
import { addSeconds } from '../clock';
import { hashToken } from '../crypto';
import { prepared } from '../db';
import {
  type FoundGrantToken,
  type GrantRow,
  grantColumns,
  lastingSql,
  toGrantToken,
} from './find-grant-token';
import { type CodeContent, openCode } from './sealed-code';

/** How long it is known of a code that it was used: longer than it is good, by any clock. */
const memorySeconds = 3600;

/** A code that a client presents. */
interface PresentedCode {
  readonly value: string;
  readonly clientId: string;
}

interface TakenRow {
  readonly token: GrantRow | null;
  readonly isFirst: boolean;
}

/**
 * Takes a code that a client without a secret presents, in one statement: of any number at once exactly one finds it
 * unused, and whatever is wrong with the rest of the request, nobody can try it again. Public: the code is the proof.
 */
export async function takeCode(ctx: Ctx, input: PresentedCode): Promise<FoundGrantToken | null> {
  const code = openCode(input.value);
  const [row] = await ctx.db.$queryRaw<[TakenRow]>`${prepared}
    with ${takeSql(ctx, input, code, Prisma.sql`true`)} ${takenSql(ctx)}`;
  return toToken(ctx, row, code);
}

/** A client of the vendor's, or a program of an organization. */
export type CodeHolder = OidcClient & Pick<AuthenticatedClient, 'organizationId'>;

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
  input: ClientCredentials & PresentedCode,
): Promise<CodeOfClient<CodeHolder>> {
  const code = openCode(input.value);
  const isChosen = isChosenToCount(ctx);
  const usual = code && !isChosen ? await takeUsualCode(ctx, input, code) : null;
  if (usual) return usual;
  const proof = proveClient(ctx, input, isChosen);
  const [row] = await ctx.db.$queryRaw<[TakenRow & { readonly proof: ClientProofRow }]>`${prepared}
    with ${proof.tables}, ${takeSql(ctx, input, code, proof.holds)}
    select row_to_json(proof) as proof, taken.* from (${proof.row}) proof cross join (${takenSql(ctx)}) taken`;
  return { client: proof.accept(row.proof), token: toToken(ctx, row, code) };
}

/**
 * The same where the code is all that has to be written down, as nearly always: a statement of a third. Null, and nothing
 * is taken, wherever anything else is so.
 */
async function takeUsualCode(
  ctx: Ctx,
  input: ClientCredentials & PresentedCode,
  code: CodeContent,
): Promise<CodeOfClient<CodeHolder> | null> {
  const [row] = await ctx.db.$queryRaw<(TakenRow & { readonly client: CodeHolder })[]>`${prepared}
    with holder as (
      select ${oidcClientColumns}, c.organization_id as "organizationId"
      from clients c where c.id = ${input.clientId} and ${isUsualProofSql(ctx, input)}),
    found as (
      select ${grantColumns} from oidc_grants g join holder on holder.id = g.client_id ${lastingSql(ctx)}
        and ${namesSql(code)}),
    taken as (${writeDownSql(ctx, input, Prisma.sql`found`)})
    select row_to_json(holder) as client, row_to_json(found) as token, exists (select 1 from taken) as "isFirst"
    from holder, found`;
  return row ? { client: row.client, token: toToken(ctx, row, code) } : null;
}

/** The `granted` that a code stands for, and its use written down as `taken`, if `allowed`. */
function takeSql(ctx: Ctx, input: PresentedCode, code: CodeContent | null, allowed: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`granted as (
      select * from oidc_grants g
      where ${namesSql(code)} and g.client_id = ${input.clientId} and ${allowed}),
    taken as (${writeDownSql(ctx, input, Prisma.sql`granted`)})`;
}

/** Whether a code is of the grant `g`, and made since used ones are remembered. */
function namesSql(code: CodeContent | null): Prisma.Sql {
  return Prisma.sql`g.id = ${code?.grantId ?? null}
    and exists (select 1 from oidc_code_epochs epoch where epoch.id = ${code?.epoch ?? null})`;
}

/** The hash decides who is the first: it is known only from then on. */
function writeDownSql(ctx: Ctx, { value }: PresentedCode, granted: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`insert into oidc_used_codes (hash, expires_at)
    select ${hashToken(value)}, ${addSeconds(ctx.now, memorySeconds)}::timestamptz
    from ${granted} on conflict (hash) do nothing returning 1`;
}

/** One `TakenRow` of what was `granted`, while its login lasts. */
function takenSql(ctx: Ctx): Prisma.Sql {
  return Prisma.sql`
    select (select row_to_json(token) from (select ${grantColumns} from granted g ${lastingSql(ctx)}) token) as token,
      exists (select 1 from taken) as "isFirst"`;
}

function toToken(ctx: Ctx, { token, isFirst }: TakenRow, code: CodeContent | null): FoundGrantToken | null {
  return token && code && toGrantToken(token, code.payload, isFirst ? null : ctx.now);
}
