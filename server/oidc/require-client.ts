import { authenticateClient } from '@/lib/applications/authenticate-client';
import { clientCredentialsSchema } from '@/lib/applications/client.schema';
import { findOidcClient, type OidcClient } from '@/lib/applications/find-oidc-client';
import type { Ctx } from '@/lib/authz/context';
import type { OAuthError } from './oauth-answer';
import type { GivenCredentials } from './oauth-form';

/**
 * The client that calls: by its secret, or, where it is a public one, by its name alone (RFC 6749 section 3.2.1). A
 * client that has a secret must show it; programs of organizations have nobody to log in.
 */
export async function requireClient(ctx: Ctx, given: GivenCredentials): Promise<OidcClient | OAuthError> {
  const credentials = clientCredentialsSchema.safeParse(given);
  if (credentials.success) {
    const client = await authenticateClient(ctx, credentials.data);
    if (client.organizationId === null) return client;
    return { status: 400, error: 'unauthorized_client', description: 'Use client_credentials.' };
  }
  const client = given.clientId && !given.clientSecret ? await findOidcClient(ctx, given.clientId) : null;
  if (client?.isPublic) return client;
  return { status: 401, error: 'invalid_client', description: 'Give a client id and a client secret.' };
}
