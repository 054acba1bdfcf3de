import { Prisma } from '@/prisma/generated/client';
import type { Ctx } from '../authz/context';
import { addSeconds } from '../clock';
import { hashToken } from '../crypto';
import { prepared } from '../db';
import { refuse } from '../errors';
import { countUseSql, type Limit, type LimitUse, refuseExceeded, withinSql } from '../limits/consume-limits';
import { visitorNetwork } from '../limits/visitor-network';
import type { ClientCredentials } from './client.schema';
import type { CustomClaim } from './client-record';
import { type OidcClient, oidcClientColumns } from './find-oidc-client';

export interface AuthenticatedClient extends OidcClient {
  readonly apiAccess: boolean;
  /** Whose program it is; null: the vendor's. */
  readonly organizationId: string | null;
  readonly scopes: readonly string[];
  readonly audience: readonly string[];
  readonly customClaims: readonly CustomClaim[];
}

/** What a statement found of a client and its secret. */
export type ClientProofRow = AuthenticatedClient & {
  readonly fits: boolean;
  readonly uses: readonly LimitUse[];
};

/** The parts of a statement that needs a client and its secret first. */
export interface ClientProof {
  /** Common table expressions: count the use, and write down when the secret was used last. */
  readonly tables: Prisma.Sql;
  /** Whether the secret fits and no limit is exceeded. */
  readonly holds: Prisma.Sql;
  /** A query of one `ClientProofRow`. */
  readonly row: Prisma.Sql;
  /** The client of the row; refuses as `authenticateClient` does. */
  accept(row: ClientProofRow): AuthenticatedClient;
}

/** How often the last use of a secret is written down. */
const touchSeconds = 60;
/** The right uses that one stands for where only some are counted. */
const sampleSize = 16;

/**
 * The client whose id and secret these are, or `unauthenticated`, the same for an unknown client and a wrong secret
 * (RFC 6749 section 5.2). Public: the secret is the proof. Limited per client and network address, wrong secrets apart
 * from right ones, so that a stranger who sends them keeps nobody out; one statement.
 */
export async function authenticateClient(ctx: Ctx, input: ClientCredentials): Promise<AuthenticatedClient> {
  const proof = proveClient(ctx, input);
  const [row] = await ctx.db.$queryRaw<[ClientProofRow]>`${prepared} with ${proof.tables} ${proof.row}`;
  return proof.accept(row);
}

/** How a statement of somebody else asks for a client and its secret; for one of a sample where it is chosen for that. */
export function proveClient(ctx: Ctx, input: ClientCredentials, isChosen = false): ClientProof {
  const hash = hashToken(input.clientSecret);
  const byName = tokenLimits(ctx, input.clientId, isChosen ? sampleSize : 1);
  const limits = Object.values(byName);
  const tables = Prisma.sql`known as (
      select exists (select 1 from client_secrets s
        where s.client_id = c.id and s.hash = ${hash} and s.disabled_at is null) as fits
      from clients c where c.id = ${input.clientId}),
    counted as (${countUseSql(ctx, limits, whichSql(byName))}),
    used as (
      update client_secrets set last_used_at = ${ctx.now}::timestamptz
      where client_id = ${input.clientId} and hash = ${hash} and disabled_at is null
        and (last_used_at is null or last_used_at < ${ctx.now}::timestamptz - make_interval(secs => ${touchSeconds}))
      returning 1)`;
  const row = Prisma.sql`
    select (select json_agg(counted) from counted) as uses, coalesce((select fits from known), false) as fits,
      ${oidcClientColumns}, c.api_access as "apiAccess", c.organization_id as "organizationId", c.scopes, c.audience,
      c.custom_claims as "customClaims"
    from (values (1)) one left join clients c on c.id = ${input.clientId}`;
  return {
    tables,
    holds: Prisma.sql`(select fits from known) and ${withinSql(limits)}`,
    row,
    accept(found) {
      refuseExceeded(ctx, limits, found.uses);
      if (!found.fits) refuse('unauthenticated', 'The client is unknown or its secret is wrong.');
      return found;
    },
  };
}

/**
 * Whether a request is the one in sixteen whose right use is counted, for all of them: the counter is one row, and every
 * login to an application would wait for it. Its id says so, which is random and no choice of the client's.
 */
export function isChosenToCount({ requestId }: Ctx): boolean {
  return !/[1-9a-f]$/.test(requestId);
}

/**
 * Whether the secret fits the client `c`, and neither its use nor that it was used is to be written down: for a request
 * that is not chosen to count.
 */
export function isUsualProofSql(ctx: Ctx, input: ClientCredentials): Prisma.Sql {
  const { right } = tokenLimits(ctx, input.clientId);
  return Prisma.sql`exists (select 1 from client_secrets s
      where s.client_id = c.id and s.hash = ${hashToken(input.clientSecret)} and s.disabled_at is null
        and s.last_used_at >= ${addSeconds(ctx.now, -touchSeconds)}::timestamptz)
    and not exists (select 1 from rate_limits l
      where l.key = ${right.key} and l.count >= ${right.count} and l.reset_at > ${ctx.now}::timestamptz)`;
}

interface TokenLimits {
  readonly network: Limit;
  readonly right: Limit;
  readonly wrong: Limit;
}

/** A secret cannot be guessed: the limits are against programs that go round in circles. */
function tokenLimits(ctx: Ctx, clientId: string, uses = 1): TokenLimits {
  const network = visitorNetwork(ctx.ip);
  const client = hashToken(clientId);
  return {
    network: { key: `token/ip/${network}`, count: 60_000, windowSeconds: 60 },
    right: { key: `token/client/${client}`, count: 30_000, windowSeconds: 60, uses },
    wrong: { key: `token/wrong/${client}/${network}`, count: 3000, windowSeconds: 60 },
  };
}

/** What names no client leaves no counter of its own, and a right secret counts for its client alone. */
function whichSql({ network, right, wrong }: TokenLimits): Prisma.Sql {
  return Prisma.sql`case key when ${right.key} then (select fits from known)
    when ${wrong.key} then (select not fits from known)
    when ${network.key} then (select fits from known) is not true end`;
}
