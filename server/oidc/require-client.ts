import { authenticateClient } from '@/lib/applications/authenticate-client';
import { clientCredentialsSchema } from '@/lib/applications/client.schema';
import { findOidcClient, type OidcClient } from '@/lib/applications/find-oidc-client';
import type { Ctx } from '@/lib/authz/context';
import { type CodeHolder, type CodeOfClient, takeCode, takeCodeBySecret } from '@/lib/oidc-store/take-code';
import type { OAuthError } from './oauth-answer';
import type { GivenCredentials } from './oauth-form';

/**
 * The client that calls: by its secret, or, where it is a public one, by its name alone (RFC 6749 section 3.2.1). A
 * client that has a secret must show it; programs of organizations have nobody to log in.
 */
export async function requireClient(ctx: Ctx, given: GivenCredentials): Promise<OidcClient | OAuthError> {
  const credentials = clientCredentialsSchema.safeParse(given);
  if (credentials.success) return refuseProgram(await authenticateClient(ctx, credentials.data));
  const client = given.clientId && !given.clientSecret ? await findOidcClient(ctx, given.clientId) : null;
  if (client?.isPublic) return client;
  return { status: 401, error: 'invalid_client', description: 'Give a client id and a client secret.' };
}

/** The same for a client that presents a code, which is taken with it, in one statement where there is a secret. */
export async function requireClientOfCode(
  ctx: Ctx,
  given: GivenCredentials,
  value: string,
): Promise<CodeOfClient | OAuthError> {
  const credentials = clientCredentialsSchema.safeParse(given);
  if (credentials.success) {
    const { client: holder, token } = await takeCodeBySecret(ctx, { ...credentials.data, value });
    const client = refuseProgram(holder);
    return 'error' in client ? client : { client, token };
  }
  const client = await requireClient(ctx, given);
  return 'error' in client ? client : { client, token: await takeCode(ctx, { value, clientId: client.id }) };
}

function refuseProgram(client: CodeHolder): OidcClient | OAuthError {
  if (client.organizationId === null) return client;
  return { status: 400, error: 'unauthorized_client', description: 'Use client_credentials.' };
}
