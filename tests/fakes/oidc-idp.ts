import { randomBytes, randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair } from 'jose';
import { type Configuration, type KoaContextWithOIDC, Provider } from 'oidc-provider';
import { escapeHtml } from '@/server/http/escape-html';
import { memoryAdapter } from './oidc-idp-adapter';
import { isKeptFromMetadata, type Misbehaviour, misbehave, type SigningKey } from './oidc-idp-misbehaviour';
import { readText } from './resend-message';

/** Somebody with an account there, and what the provider says of them. */
export interface IdpUser {
  readonly sub: string;
  readonly [claim: string]: unknown;
}

export interface OidcIdpOptions {
  readonly user: IdpUser;
  /** Logs the person in without its page. */
  readonly immediate?: boolean;
  /** Where below its origin it is, such as `/tenant/v2.0`. */
  readonly path?: string;
  /** Where the person's claims are said; `sub` and the account's own are in the ID token always. */
  readonly claimsIn?: 'id-token' | 'userinfo';
  readonly algorithm?: SigningKey['algorithm'];
  /** The name of its key, also of a new one; by default each has its own. */
  readonly keyId?: string;
  readonly tokenAuthMethod?: 'client_secret_post' | 'client_secret_basic';
}

export interface OidcIdp {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Where people may be sent back to. */
  allowRedirect(uri: string): void;
  /** Who logs in next. */
  setUser(user: IdpUser): void;
  /** Signs with a new key from now on, and forgets the old one. */
  rollKeys(): Promise<void>;
  /** Until the next call; without an argument it is healthy again. */
  misbehave(how?: Misbehaviour): void;
  /** The addresses asked so far, in their order: `GET /jwks`. */
  requests(): readonly string[];
  stop(): Promise<void>;
}

/**
 * An OpenID provider of a customer on a loopback port of its own, made with oidc-provider: codes with PKCE, one client.
 * Its login page has one button, Continue, and one to give up, Cancel.
 */
export async function startOidcIdp(options: OidcIdpOptions): Promise<OidcIdp> {
  const state: State = {
    options,
    clientId: `client-${randomUUID()}`,
    clientSecret: randomBytes(24).toString('base64url'),
    redirectUris: [],
    users: new Map([[options.user.sub, options.user]]),
    user: options.user,
    how: {},
    requests: [],
  };
  const server = createServer((request, response) => {
    state.requests.push(`${request.method} ${request.url?.split('?')[0]}`);
    void answer(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, resolve));
  const issuer = `http://localhost:${(server.address() as AddressInfo).port}${options.path ?? ''}`;
  const adapter = memoryAdapter((id) => (id === state.clientId ? clientOf(state) : undefined));
  const start = async () => createProvider(issuer, { ...configuration(state), adapter }, state);
  let provider = await start();

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = (request.url ?? '').slice(options.path?.length ?? 0);
    if (path.startsWith('/.well-known/') && isKeptFromMetadata(response, state.how)) return;
    if (path.startsWith('/interaction/')) return answerLogin(provider, state, request, response);
    // Koa looks for its routes in the one, and makes its own addresses with the other.
    Object.assign(request, { originalUrl: request.url, url: path });
    provider.callback()(request, response);
  }

  return {
    issuer,
    clientId: state.clientId,
    clientSecret: state.clientSecret,
    allowRedirect: (uri) => void state.redirectUris.push(uri),
    setUser(user) {
      state.users.set(user.sub, user);
      state.user = user;
    },
    async rollKeys() {
      provider = await start();
    },
    misbehave(how = {}) {
      state.how = how;
    },
    requests: () => state.requests,
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

interface State {
  readonly options: OidcIdpOptions;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly redirectUris: string[];
  readonly users: Map<string, IdpUser>;
  readonly requests: string[];
  user: IdpUser;
  how: Misbehaviour;
}

async function createProvider(issuer: string, settings: Configuration, state: State): Promise<Provider> {
  const algorithm = state.options.algorithm ?? 'RS256';
  const key = {
    id: state.options.keyId ?? randomUUID(),
    algorithm,
    ...(await generateKeyPair(algorithm, { extractable: true })),
  };
  const jwk = { ...(await exportJWK(key.privateKey)), kid: key.id, alg: algorithm, use: 'sig' };
  const provider = new Provider(issuer, { ...settings, jwks: { keys: [jwk] } });
  provider.use(async (ctx, next) => {
    await next();
    await misbehave(ctx as KoaContextWithOIDC, state.how, key);
  });
  return provider;
}

/** What identity providers say beside the standard claims: which account of theirs it is, and what it is for. */
const accountClaims = ['tid', 'oid', 'xms_edov', 'hd'];
const workClaims = ['groups', 'roles', 'department', 'upn'];

function configuration({ options, users }: State): Configuration {
  const minutes = 600;
  return {
    cookies: { keys: [randomBytes(32).toString('hex')] },
    claims: {
      openid: ['sub', ...accountClaims],
      email: ['email', 'email_verified'],
      phone: ['phone_number'],
      profile: [
        'name',
        'given_name',
        'family_name',
        'picture',
        'locale',
        'preferred_username',
        ...workClaims,
      ],
    },
    conformIdTokenClaims: options.claimsIn === 'userinfo',
    pkce: { required: () => true },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_ctx, { uid }) => `${options.path ?? ''}/interaction/${uid}` },
    ttl: {
      AccessToken: minutes,
      AuthorizationCode: 60,
      Grant: minutes,
      IdToken: minutes,
      Interaction: minutes,
      Session: minutes,
    },
    findAccount: (_ctx, sub) => ({ accountId: sub, claims: () => ({ ...users.get(sub), sub }) }),
    async loadExistingGrant({ oidc }) {
      const { provider, session, client, params } = oidc;
      const grant = new provider.Grant({
        accountId: session?.accountId ?? '',
        clientId: client?.clientId ?? '',
      });
      grant.addOIDCScope(String(params?.scope));
      await grant.save();
      return grant;
    },
    renderError(ctx, out) {
      ctx.type = 'text/plain';
      ctx.body = `${out.error}: ${out.error_description}`;
    },
  };
}

function clientOf({ clientId, clientSecret, redirectUris, options }: State) {
  return {
    client_id: clientId,
    client_secret: clientSecret,
    redirect_uris: redirectUris,
    token_endpoint_auth_method: options.tokenAuthMethod ?? 'client_secret_post',
    id_token_signed_response_alg: options.algorithm ?? 'RS256',
  };
}

async function answerLogin(
  provider: Provider,
  { options, user }: State,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const isAsking = request.method === 'GET' && !options.immediate;
  if (isAsking) return void response.writeHead(200, { 'Content-Type': 'text/html' }).end(loginPage(user));
  const isRefused = (await readText(request)).includes('cancel');
  if (!isRefused) await forgetOther(provider, user, request, response);
  const refusal = { error: 'access_denied', error_description: 'The person pressed Cancel.' };
  await provider.interactionFinished(
    request,
    response,
    isRefused ? refusal : { login: { accountId: user.sub } },
  );
}

/** Somebody else who is logged in there is logged out, without the page of the provider that asks for it. */
async function forgetOther(
  provider: Provider,
  user: IdpUser,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const waiting = await provider.interactionDetails(request, response);
  const { session } = waiting;
  if (!session?.uid || session.accountId === user.sub) return;
  await (await provider.Session.findByUid(session.uid))?.destroy();
  delete waiting.session;
  await waiting.save(300);
}

function loginPage(user: IdpUser): string {
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>Identity provider</title>
<h1>Log in as ${escapeHtml(String(user.email ?? user.sub))}</h1>
<form method="post"><button name="answer" value="continue">Continue</button>
<button name="answer" value="cancel">Cancel</button></form></html>`;
}
