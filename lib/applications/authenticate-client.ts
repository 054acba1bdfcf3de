import type { Ctx } from '../authz/context';
import { hashToken } from '../crypto';
import { prepared } from '../db';
import { refuse } from '../errors';
import { consumeLimits } from '../limits/consume-limits';
import type { ClientCredentials } from './client.schema';
import type { CustomClaim } from './client-record';

export interface AuthenticatedClient {
  readonly id: string;
  readonly name: string;
  readonly apiAccess: boolean;
  readonly organizationId: string | null;
  readonly scopes: readonly string[];
  readonly audience: readonly string[];
  readonly customClaims: readonly CustomClaim[];
  /** How long its tokens are good; null: the default. */
  readonly accessTokenSeconds: number | null;
}

/** How often the last use of a secret is written down. */
const touchSeconds = 60;

/**
 * The client whose id and secret these are, or `unauthenticated`, the same for an unknown client and a wrong secret
 * (RFC 6749 section 5.2). Public: the secret is the proof. Limited per client, since secrets may be guessed.
 */
export async function authenticateClient(ctx: Ctx, input: ClientCredentials): Promise<AuthenticatedClient> {
  await consumeLimits(ctx, [
    { key: `token/client/${hashToken(input.clientId)}`, count: 600, windowSeconds: 60 },
    { key: `token/ip/${ctx.ip ?? 'unknown'}`, count: 3000, windowSeconds: 60 },
  ]);
  const [client] = await ctx.db.$queryRaw<AuthenticatedClient[]>`${prepared}
    with used as (
      update client_secrets set last_used_at = ${ctx.now}::timestamptz
      where client_id = ${input.clientId} and hash = ${hashToken(input.clientSecret)} and disabled_at is null
        and (last_used_at is null or last_used_at < ${ctx.now}::timestamptz - make_interval(secs => ${touchSeconds}))
      returning 1)
    select c.id, c.name, c.api_access as "apiAccess", c.organization_id as "organizationId", c.scopes, c.audience,
      c.custom_claims as "customClaims", c.access_token_seconds as "accessTokenSeconds", (select count(*) from used)::int as used
    from clients c
    where c.id = ${input.clientId} and exists (
      select 1 from client_secrets s
      where s.client_id = c.id and s.hash = ${hashToken(input.clientSecret)} and s.disabled_at is null)`;
  return client ?? refuse('unauthenticated', 'The client is unknown or its secret is wrong.');
}
