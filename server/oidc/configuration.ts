import type { JWK } from 'jose';
import {
  type Client,
  type Configuration,
  errors,
  type KoaContextWithOIDC,
  type Provider,
} from 'oidc-provider';
import { env } from '@/lib/env';
import { newId } from '@/lib/id';
import { accessTokenSeconds } from '@/lib/oidc-store/access-token';
import { findLogin, type Login } from '@/lib/oidc-store/find-login';
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
      resourceIndicators: { getResourceServerInfo: refuseResource },
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

/** Tokens are for the application itself: it cannot name another API (RFC 8707 section 2). */
function refuseResource(): never {
  throw new errors.InvalidTarget('a resource cannot be named');
}

/** Applications in a browser exchange their codes from the page that they were sent to; an opaque origin is nobody's. */
function isOriginOf(_ctx: KoaContextWithOIDC, origin: string, client: Client): boolean {
  return origin !== 'null' && (client.redirectUris ?? []).some((uri) => new URL(uri).origin === origin);
}

/**
 * Nothing is granted before everything is known that the person may have to be asked; what is granted is written down
 * with its code.
 */
async function loadExistingGrant(ctx: KoaContextWithOIDC): Promise<Grant | undefined> {
  const { client, params, provider } = ctx.oidc;
  const request = providerRequest();
  const { session, organizationId } = await findAskedLogin(ctx);
  if (!client || !session || !organizationId || needsLogin(ctx) || needsChoice(ctx)) return undefined;
  const id = newId('grant', request.ctx.now);
  const { userId } = session;
  request.grant = { id, sessionId: session.id, userId, clientId: client.clientId, organizationId };
  const grant = new provider.Grant({ accountId: userId, clientId: client.clientId });
  grant.jti = id;
  grant.addOIDCScope(String(params?.scope ?? ''));
  return grant;
}

/** What the query named was found with the session; a request that waited may name another organization by now. */
async function findAskedLogin(ctx: KoaContextWithOIDC): Promise<Login> {
  const request = providerRequest();
  if (!request.login || !request.loginRequest) throw new Error('There is no browser.');
  const organizationId = askedOrganization(ctx);
  if (organizationId !== request.loginRequest.organizationId) {
    request.loginRequest = { ...request.loginRequest, organizationId };
    request.login = await findLogin(request.ctx, request.loginRequest);
  }
  return request.login;
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
