import type { Ctx } from '../authz/context';
import type { LoginConnection } from '../connections/find-connection';
import { env } from '../env';
import { signToken } from '../oidc-store/sign-token';

export interface UnaskedLogin {
  readonly connection: LoginConnection;
  readonly email: string | null;
  /** What the identity provider sent with it: text for the application, never an address of ours. */
  readonly relayState: string;
}

/** How long the application has to begin the login. */
const tokenSeconds = 300;

/**
 * Where somebody goes who came from their identity provider unasked: to the workspace's default application, which begins
 * a login with what the signed `idp_initiated_login` says; without one, to a login of Usher's own. Public: its callers have
 * checked the response.
 */
export async function findUnaskedDestination(ctx: Ctx, login: UnaskedLogin): Promise<string> {
  const { connection, email, relayState } = login;
  const application = await ctx.db.client.findFirst({
    where: { isDefault: true, initiateLoginUri: { not: null } },
    select: { id: true, initiateLoginUri: true },
  });
  if (!application?.initiateLoginUri) {
    const query = new URLSearchParams({ connection_id: connection.id, ...(email && { login_hint: email }) });
    return `/sso/v1/start?${query}`;
  }
  const claims = {
    aud: application.id,
    organization_id: connection.organizationId,
    connection_id: connection.id,
    login_hint: email ?? '',
    relay_state: relayState.slice(0, 1000),
  };
  const token = await signToken(ctx, { typ: 'JWT', claims, seconds: tokenSeconds });
  const url = new URL(application.initiateLoginUri);
  url.searchParams.set('iss', env().baseUrl.origin);
  url.searchParams.set('idp_initiated_login', token);
  return url.href;
}
