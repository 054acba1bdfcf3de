import { type Adapter, type AdapterPayload, errors } from 'oidc-provider';
import { findOidcClient, type OidcClient } from '@/lib/applications/find-oidc-client';
import { addSeconds } from '@/lib/clock';
import { isUsherError } from '@/lib/errors';
import { consumeGrantToken } from '@/lib/oidc-store/consume-grant-token';
import { endInteraction } from '@/lib/oidc-store/end-interaction';
import { findGrantToken, type GrantTokenKind } from '@/lib/oidc-store/find-grant-token';
import { findInteraction } from '@/lib/oidc-store/find-interaction';
import { revokeGrant } from '@/lib/oidc-store/revoke-grant';
import { saveGrantToken } from '@/lib/oidc-store/save-grant-token';
import { saveInteraction } from '@/lib/oidc-store/save-interaction';
import { providerRequest } from './provider-request';

/** The storage of one kind of the provider's things; what it does not keep here it must not try to. */
export function createAdapter(model: string): Adapter {
  return { ...keepsNothing(model), ...adapters[model] };
}

const adapters: Readonly<Record<string, Partial<Adapter>>> = {
  Client: { find: findClient },
  Grant: { find: findGrant, destroy: revoke },
  AuthorizationCode: tokens('CODE'),
  RefreshToken: tokens('REFRESH'),
  // Signed, so not stored: they end with their grant, and within minutes.
  AccessToken: { revokeByGrantId: async () => {} },
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
  const { ctx, client } = providerRequest();
  const found = client?.id === id ? client : await findOidcClient(ctx, id);
  return found ? clientMetadata(found) : undefined;
}

/** The token endpoint authenticates clients before the provider is asked, so to it every client is one without a secret. */
function clientMetadata(client: OidcClient): AdapterPayload {
  const isNative = client.redirectUris.some((uri) => !/^https?:/.test(uri));
  return {
    client_id: client.id,
    client_name: client.name,
    application_type: isNative ? 'native' : 'web',
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

function tokens(kind: GrantTokenKind): Partial<Adapter> {
  return {
    async upsert(value, payload, expiresIn) {
      const { ctx } = providerRequest();
      const { jti: _, grantId = '', ...kept } = payload;
      const expiresAt = addSeconds(ctx.now, expiresIn ?? 0);
      await saveGrantToken(ctx, { kind, value, grantId, payload: kept, expiresAt }).catch(endedMeanwhile);
    },
    async find(value) {
      const request = providerRequest();
      const token = await findGrantToken(request.ctx, { kind, value });
      if (!token) return undefined;
      request.token = token;
      const consumed = token.consumedAt && { consumed: Math.floor(token.consumedAt.getTime() / 1000) };
      return { ...token.payload, jti: value, grantId: token.grantId, ...consumed };
    },
    async consume(value) {
      const isFirst = await consumeGrantToken(providerRequest().ctx, value);
      if (!isFirst) throw new errors.InvalidGrant('it was used already');
    },
    // A used one is kept, so that a third use ends its grant, too.
    destroy: async () => {},
    revokeByGrantId: revoke,
  };
}

function endedMeanwhile(error: unknown): never {
  if (isUsherError(error) && error.code === 'not_found') throw new errors.InvalidGrant('the login has ended');
  throw error;
}

/** Without the session that there was: a login may replace it, and whoever holds this browser's cookies may go on. */
async function keepWaiting(id: string, payload: AdapterPayload, seconds: number): Promise<void> {
  const { session: _, ...kept } = payload;
  const clientId = String(payload.params?.client_id ?? '');
  await saveInteraction(providerRequest().ctx, { id, clientId, payload: kept, seconds });
}

async function findWaiting(id: string): Promise<AdapterPayload | undefined> {
  const interaction = await findInteraction(providerRequest().ctx, id);
  return interaction && !interaction.isExpired ? { ...interaction.payload } : undefined;
}

async function endWaiting(id: string): Promise<void> {
  await endInteraction(providerRequest().ctx, id);
}
