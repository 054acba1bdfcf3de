import { authenticateClient } from '@/lib/applications/authenticate-client';
import { clientCredentialsSchema } from '@/lib/applications/client.schema';
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

/** A token for a program by its own credentials (RFC 6749 section 4.4). */
export async function issueByCredentials(
  ctx: Ctx,
  credentials: GivenCredentials,
): Promise<OAuthError | IssuedToken> {
  const given = clientCredentialsSchema.safeParse(credentials);
  if (!given.success) {
    return { status: 401, error: 'invalid_client', description: 'Give a client id and a client secret.' };
  }
  const client = await authenticateClient(ctx, given.data);
  if (!client.apiAccess) {
    const description = 'This client may not use client credentials.';
    return { status: 400, error: 'unauthorized_client', description };
  }
  const seconds = client.accessTokenSeconds ?? credentialSeconds;
  const scope = client.scopes.join(' ');
  const claims = { sub: client.id, client_id: client.id, aud: [env().baseUrl.origin], scope };
  const accessToken = await signAccessToken(ctx, claims, seconds);
  return { access_token: accessToken, token_type: 'Bearer', expires_in: seconds, scope };
}
