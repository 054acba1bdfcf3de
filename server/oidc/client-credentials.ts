import { type AuthenticatedClient, authenticateClient } from '@/lib/applications/authenticate-client';
import { clientCredentialsSchema } from '@/lib/applications/client.schema';
import { organizationTokenSeconds } from '@/lib/applications/organization-client';
import type { Ctx } from '@/lib/authz/context';
import { env } from '@/lib/env';
import { signAccessToken } from '@/lib/oidc-store/access-token';
import type { OAuthError } from './oauth-answer';
import type { GivenCredentials } from './oauth-form';

/** How long a token of the workspace's own credentials is good. */
const credentialSeconds = 86_400;

/** RFC 6749 section 5.1. */
export interface IssuedToken {
  readonly access_token: string;
  readonly token_type: 'Bearer';
  readonly expires_in: number;
  readonly scope: string;
}

/**
 * A token for a client in its own name (RFC 6749 section 4.4): for the API of Usher to the vendor's own clients, for the
 * application's API, and never for that of Usher, to the clients of organizations.
 */
export async function issueByCredentials(
  ctx: Ctx,
  credentials: GivenCredentials,
  askedScope: string,
): Promise<OAuthError | IssuedToken> {
  const given = clientCredentialsSchema.safeParse(credentials);
  if (!given.success) {
    return { status: 401, error: 'invalid_client', description: 'Give a client id and a client secret.' };
  }
  const client = await authenticateClient(ctx, given.data);
  if (client.organizationId !== null) return issueForOrganization(ctx, client, askedScope);
  if (!client.apiAccess) {
    const description = 'This client may not use client credentials.';
    return { status: 400, error: 'unauthorized_client', description };
  }
  return issueForWorkspace(ctx, client);
}

async function issueForWorkspace(ctx: Ctx, client: AuthenticatedClient): Promise<IssuedToken> {
  const scope = client.scopes.join(' ');
  const claims = { sub: client.id, client_id: client.id, aud: [env().baseUrl.origin], scope };
  return toIssued(await signAccessToken(ctx, claims, credentialSeconds), credentialSeconds, scope);
}

/** With the scopes that were asked for, or all that the client has (RFC 6749 section 3.3). */
async function issueForOrganization(
  ctx: Ctx,
  client: AuthenticatedClient,
  askedScope: string,
): Promise<OAuthError | IssuedToken> {
  const wanted = [...new Set(askedScope.split(' ').filter(Boolean))];
  const foreign = wanted.find((each) => !client.scopes.includes(each));
  if (foreign !== undefined) {
    return {
      status: 400,
      error: 'invalid_scope',
      description: 'The client does not have every scope asked.',
    };
  }
  const scopes = wanted.length > 0 ? wanted : client.scopes;
  const seconds = client.accessTokenSeconds ?? organizationTokenSeconds;
  const claims = {
    sub: client.id,
    client_id: client.id,
    oid: client.organizationId,
    // A token names whom it is for (RFC 9068 section 2.2); nobody in particular: its own holder.
    aud: client.audience.length > 0 ? [...client.audience] : [client.id],
    scopes,
    scope: scopes.join(' '),
    ...(client.customClaims.length > 0 && { custom_claims: toObject(client.customClaims) }),
  };
  return toIssued(await signAccessToken(ctx, claims, seconds), seconds, claims.scope);
}

function toObject(claims: AuthenticatedClient['customClaims']): Record<string, string> {
  return Object.fromEntries(claims.map(({ key, value }) => [key, value]));
}

function toIssued(accessToken: string, seconds: number, scope: string): IssuedToken {
  return { access_token: accessToken, token_type: 'Bearer', expires_in: seconds, scope };
}
