import { type AdapterPayload, errors, type KoaContextWithOIDC, type Provider } from 'oidc-provider';
import { isUsherError } from '@/lib/errors';
import { signAccessToken } from '@/lib/oidc-store/access-token';
import { beginCodeEpoch } from '@/lib/oidc-store/begin-code-epoch';
import { findLogin } from '@/lib/oidc-store/find-login';
import { signIdToken } from '@/lib/oidc-store/id-token';
import { saveGrant } from '@/lib/oidc-store/save-grant';
import { sealCode } from '@/lib/oidc-store/sealed-code';
import { cookieName } from '../http/cookies';
import { readCookie } from '../http/read-cookie';
import { accessTokenClaims, idTokenClaims } from './claims';
import { providerRequest } from './provider-request';

/**
 * Where the provider has its own way of doing what Usher does already: the login session is the one of the dashboard,
 * and tokens are signed as all of ours are, with the claims of the public contract (an ID token's `aud` is a list).
 */
export function shapeModels(provider: Provider): void {
  Object.assign(provider.Session, {
    get: (ctx: KoaContextWithOIDC) => readProviderSession(provider, ctx),
  });
  Object.assign(provider.AccessToken.prototype, { getValueAndPayload: signedAccessToken });
  const code = provider.AuthorizationCode.prototype as unknown as Code;
  Object.assign(code, { getValueAndPayload: sealedCode, describe: code.getValueAndPayload });
  Object.assign(provider.IdToken.prototype, { issue: signedIdToken });
}

/** A code as the provider makes it, which its types do not say. */
interface Code {
  getValueAndPayload(): Promise<{ value: string; payload?: AdapterPayload }>;
  /** What the provider would keep of it. */
  describe(): Promise<{ payload: AdapterPayload }>;
}
type Session = InstanceType<Provider['Session']>;
/** As it is made, which its types do not say. */
type SessionConstructor = new (payload: object) => Session;

/**
 * The login session of this browser as the provider sees it, which neither changes nor keeps it. Asked first of all, so
 * that everything else that the request names is found with it.
 */
async function readProviderSession(provider: Provider, ctx: KoaContextWithOIDC): Promise<Session> {
  const request = providerRequest();
  const { client_id, organization_id } = ctx.query;
  request.loginRequest = {
    cookie: readCookie(ctx.req.headers.cookie, cookieName('session')),
    clientId: typeof client_id === 'string' ? client_id : null,
    organizationId: typeof organization_id === 'string' && organization_id !== '' ? organization_id : null,
  };
  request.login = await findLogin(request.ctx, request.loginRequest);
  const found = request.login.session;
  const Session = provider.Session as SessionConstructor;
  const session = new Session(
    found
      ? { uid: found.id, jti: found.id, accountId: found.userId, loginTs: seconds(found.createdAt) }
      : { authorizations: {} },
  );
  // What is new and untouched is not written back, nor is a cookie set.
  Object.defineProperty(session, 'new', { value: true });
  Object.defineProperty(session, 'touched', { value: false, writable: false });
  ctx.oidc.entity('Session', session);
  return session;
}

function seconds(time: Date): number {
  return Math.floor(time.getTime() / 1000);
}

/** A grant that is known needs nothing written before its code is used. */
async function sealedCode(this: Code): Promise<{ value: string }> {
  const { ctx, grant, login } = providerRequest();
  if (!grant) throw new Error('There is nothing that the code stands for.');
  const grantId = login?.grantId ?? (await saveGrant(ctx, grant).catch(endedMeanwhile));
  const epoch = login?.codeEpoch ?? (await beginCodeEpoch(ctx));
  const { jti: _, grantId: __, ...payload } = (await this.describe()).payload;
  return { value: sealCode({ grantId, epoch, payload }) };
}

function endedMeanwhile(error: unknown): never {
  throw isUsherError(error) && error.code === 'not_found'
    ? new errors.AccessDenied('the login has ended')
    : error;
}

async function signedAccessToken(this: InstanceType<Provider['AccessToken']>): Promise<{ value: string }> {
  const { ctx, token } = providerRequest();
  if (!token) throw new Error('There is no login to speak of.');
  const claims = accessTokenClaims(token, this.scope ?? '');
  return { value: await signAccessToken(ctx, claims, this.expiration) };
}

async function signedIdToken(this: InstanceType<Provider['IdToken']> & { scope?: string }): Promise<string> {
  const { ctx, token } = providerRequest();
  if (!token) throw new Error('There is no login to speak of.');
  const { nonce } = this.extra;
  const claims = idTokenClaims(token, new Set(this.scope?.split(' ')));
  return signIdToken(ctx, { ...claims, ...(nonce !== undefined && { nonce }) });
}
