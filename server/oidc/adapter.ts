import { type Adapter, type AdapterPayload, errors } from 'oidc-provider';
import { findOidcClient, type OidcClient } from '@/lib/applications/find-oidc-client';
import { addSeconds } from '@/lib/clock';
import { isUsherError } from '@/lib/errors';
import { consumeRefreshToken } from '@/lib/oidc-store/consume-refresh-token';
import { endInteraction } from '@/lib/oidc-store/end-interaction';
import { findGrantToken } from '@/lib/oidc-store/find-grant-token';
import { findInteraction } from '@/lib/oidc-store/find-interaction';
import { revokeGrant } from '@/lib/oidc-store/revoke-grant';
import { saveInteraction } from '@/lib/oidc-store/save-interaction';
import { saveRefreshToken } from '@/lib/oidc-store/save-refresh-token';
import { type ProviderRequest, providerRequest } from './provider-request';

/** The storage of one kind of the provider's things; what it does not keep here it must not try to. */
export function createAdapter(model: string): Adapter {
  return { ...keepsNothing(model), ...adapters[model] };
}

const adapters: Readonly<Record<string, Partial<Adapter>>> = {
  Client: { find: findClient },
  Grant: { find: findGrant, destroy: revoke },
  // Sealed, so not stored; taken when it is found, so there is nothing left to consume.
  AuthorizationCode: { find: findCode, consume: nothing, revokeByGrantId: revoke },
  RefreshToken: {
    upsert: keepRefreshToken,
    find: findRefreshToken,
    consume: useRefreshToken,
    // A used one is kept, so that its next use is noticed, too.
    destroy: nothing,
    revokeByGrantId: revoke,
  },
  // Signed, so not stored: they end with their grant, and within minutes.
  AccessToken: { revokeByGrantId: nothing },
  Interaction: { upsert: keepWaiting, find: findWaiting, destroy: endWaiting },
};

function keepsNothing(model: string): Adapter {
  const refuseAll = () => Promise.reject(new Error(`Usher keeps no ${model}.`));
  return {
    upsert: refuseAll,
    find: refuseAll,
    findByUid: refuseAll,
    findByUserCode: refuseAll,
    consume: refuseAll,
    destroy: refuseAll,
    revokeByGrantId: refuseAll,
  };
}

async function findClient(id: string): Promise<AdapterPayload | undefined> {
  const { ctx, client, login } = providerRequest();
  const known = [client, login?.client].find((one) => one?.id === id);
  const found = known ?? (await findOidcClient(ctx, id));
  return found ? clientMetadata(found) : undefined;
}

/** The token endpoint authenticates clients before the provider is asked, so to it every client is one without a secret. */
function clientMetadata(client: OidcClient): AdapterPayload {
  return {
    client_id: client.id,
    client_name: client.name,
    application_type: client.isNative ? 'native' : 'web',
    token_endpoint_auth_method: 'none',
    redirect_uris: [...client.redirectUris],
    response_types: client.redirectUris.length > 0 ? ['code'] : [],
    grant_types: client.redirectUris.length > 0 ? ['authorization_code', 'refresh_token'] : [],
    usher_pkce_required: client.pkceRequired,
    usher_access_token_seconds: client.accessTokenSeconds ?? undefined,
  };
}

/** Asked only after the code or the refresh token that it belongs to. */
async function findGrant(id: string): Promise<AdapterPayload | undefined> {
  const { token } = providerRequest();
  if (token?.grantId !== id) return undefined;
  const { userId: accountId, clientId, scope } = token;
  return { jti: id, accountId, clientId, openid: { scope }, kind: 'Grant' };
}

async function revoke(grantId: string): Promise<void> {
  await revokeGrant(providerRequest().ctx, grantId);
}

async function keepRefreshToken(value: string, payload: AdapterPayload, seconds: number): Promise<void> {
  const { ctx } = providerRequest();
  const kept = { value, payload: withoutIds(payload), expiresAt: addSeconds(ctx.now, seconds) };
  const token = { grantId: payload.grantId ?? '', ...kept };
  await saveRefreshToken(ctx, token).catch(endedMeanwhile);
}

function withoutIds({ jti: _, grantId: __, ...kept }: AdapterPayload): AdapterPayload {
  return kept;
}

function endedMeanwhile(error: unknown): never {
  throw isUsherError(error) && error.code === 'not_found'
    ? new errors.InvalidGrant('the login has ended')
    : error;
}

/** It was taken with the client that presents it. */
async function findCode(value: string): Promise<AdapterPayload | undefined> {
  return present(value, providerRequest().token);
}

async function findRefreshToken(value: string): Promise<AdapterPayload | undefined> {
  const request = providerRequest();
  request.token = await findGrantToken(request.ctx, value);
  return present(value, request.token);
}

/** The provider ends the grant of what comes as consumed. */
function present(value: string, token: ProviderRequest['token']): AdapterPayload | undefined {
  if (!token) return undefined;
  const consumed = token.consumedAt && { consumed: Math.floor(token.consumedAt.getTime() / 1000) };
  return { ...token.payload, jti: value, grantId: token.grantId, ...consumed };
}

async function useRefreshToken(value: string): Promise<void> {
  const isFirst = await consumeRefreshToken(providerRequest().ctx, value);
  if (!isFirst) throw new errors.InvalidGrant('it was used already');
}

async function nothing(): Promise<void> {}

/** Without the session that there was: a login may replace it, and whoever holds this browser's cookies may go on. */
async function keepWaiting(id: string, payload: AdapterPayload, seconds: number): Promise<void> {
  const { session: _, ...kept } = payload;
  const clientId = String(payload.params?.client_id ?? '');
  const { ctx } = providerRequest();
  await saveInteraction(ctx, { id, clientId, payload: kept, seconds }).catch(tooManyWait);
}

/** Told to whoever asks, who is the one that may be too many: an application can do nothing about it. */
function tooManyWait(error: unknown): never {
  if (!isUsherError(error) || error.code !== 'rate_limited') throw error;
  const refusal = new errors.OIDCProviderError(429, 'temporarily_unavailable', { cause: error });
  throw Object.assign(refusal, { error_description: error.message, allow_redirect: false });
}

async function findWaiting(id: string): Promise<AdapterPayload | undefined> {
  const interaction = await findInteraction(providerRequest().ctx, id);
  return interaction && !interaction.isExpired ? { ...interaction.payload } : undefined;
}

async function endWaiting(id: string): Promise<void> {
  await endInteraction(providerRequest().ctx, id);
}
