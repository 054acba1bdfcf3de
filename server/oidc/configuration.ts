import type { JWK } from 'jose';
import type { Client, Configuration, KoaContextWithOIDC, Provider } from 'oidc-provider';
import { env } from '@/lib/env';
import { accessTokenSeconds } from '@/lib/oidc-store/access-token';
import { beginGrant } from '@/lib/oidc-store/begin-grant';
import { createAdapter } from './adapter';
import { claimsOfScope } from './claims';
import { answerError } from './error-page';
import { askedOrganization, needsChoice, needsLogin, policy } from './interaction-policy';
import { providerRequest } from './provider-request';

/** Seconds that things are good for. */
const codeSeconds = 60;
const interactionSeconds = 3600;

/** What the application may say of the login it wants, beyond the standard (the public contract). */
const extraParameters = ['organization_id', 'connection_id', 'domain_hint', 'domain', 'provider'];

type Grant = InstanceType<Provider['Grant']>;

/** How the OpenID provider is set up: codes with PKCE for the vendor's own applications, and nothing else. */
export function configuration(keys: readonly JWK[]): Configuration {
  const secure = env().baseUrl.protocol === 'https:';
  const cookies = { httpOnly: true, sameSite: 'lax', secure } as const;
  return {
    adapter: createAdapter,
    jwks: { keys },
    routes,
    cookies: {
      names: { interaction: 'usher-interaction', resume: 'usher-resume', session: 'usher-provider' },
      short: cookies,
      long: cookies,
    },
    claims: claimsOfScope,
    scopes: ['openid', 'offline_access', 'email', 'phone', 'profile'],
    responseTypes: ['code'],
    conformIdTokenClaims: false,
    clientAuthMethods: ['none'],
    extraClientMetadata: { properties: ['usher_pkce_required', 'usher_access_token_seconds'] },
    extraParams: Object.fromEntries(
      extraParameters.map((name) => [name, name === 'organization_id' ? keepOfflineAccess : null]),
    ),
    pkce: { required: (_ctx, client) => client.usher_pkce_required === true },
    clientBasedCORS: isOriginOf,
    interactions: { policy, url: (_ctx, interaction) => `/interaction/${interaction.uid}` },
    loadExistingGrant,
    findAccount,
    expiresWithSession: () => false,
    rotateRefreshToken: true,
    issueRefreshToken: (_ctx, _client, source) => source.scopes.has('offline_access'),
    renderError: answerError,
    ttl: {
      AccessToken: (_ctx, _token, client) => Number(client.usher_access_token_seconds ?? accessTokenSeconds),
      AuthorizationCode: codeSeconds,
      Interaction: interactionSeconds,
      RefreshToken: secondsOfSession,
    },
    features: {
      devInteractions: { enabled: false },
      // Answered by Usher itself: our access tokens are signed, which the provider's own endpoints do not take.
      userinfo: { enabled: false },
      revocation: { enabled: false },
      introspection: { enabled: false },
      rpInitiatedLogout: { enabled: false },
    },
  };
}

const routes = { authorization: '/oauth/authorize', token: '/oauth/token', jwks: '/keys' };

/**
 * The provider grants offline access only with a consent page, which first-party clients have none of. Asked once for
 * each request, after the scopes were checked.
 */
function keepOfflineAccess(ctx: KoaContextWithOIDC): void {
  const { params } = ctx.oidc;
  const asked = String(ctx.query.scope ?? '').split(' ');
  const kept = String(params?.scope ?? '').split(' ');
  if (params && asked.includes('offline_access') && !kept.includes('offline_access'))
    params.scope = [...kept, 'offline_access'].join(' ').trim();
}

/** Applications in a browser exchange their codes from the page that they were sent to. */
function isOriginOf(_ctx: KoaContextWithOIDC, origin: string, client: Client): boolean {
  return (client.redirectUris ?? []).some((uri) => new URL(uri).origin === origin);
}

/** Nothing is granted before everything is known that the person may have to be asked. */
async function loadExistingGrant(ctx: KoaContextWithOIDC): Promise<Grant | undefined> {
  const { oidc } = ctx;
  const request = providerRequest();
  if (!oidc.client || !request.session || needsLogin(ctx) || needsChoice(ctx)) return undefined;
  const scope = String(oidc.params?.scope ?? '');
  const begun = await beginGrant(request.ctx, {
    sessionId: request.session.id,
    clientId: oidc.client.clientId,
    organizationId: askedOrganization(ctx),
    scope,
  });
  request.isLoginStale = begun.state === 'stale';
  if (begun.state !== 'granted') return undefined;
  const grant = new oidc.provider.Grant({
    accountId: request.session.userId,
    clientId: oidc.client.clientId,
  });
  grant.jti = begun.grantId;
  grant.addOIDCScope(scope);
  return grant;
}

/** Tokens are filled from what was found with the code or the refresh token. */
async function findAccount(_ctx: KoaContextWithOIDC, sub: string) {
  return { accountId: sub, claims: async () => ({ sub }) };
}

/** Refreshing ends with the session at the latest. */
function secondsOfSession(): number {
  const { ctx, token } = providerRequest();
  if (!token) throw new Error('There is no login to refresh.');
  return Math.max(1, Math.floor((token.sessionEndsAt.getTime() - ctx.now.getTime()) / 1000));
}
