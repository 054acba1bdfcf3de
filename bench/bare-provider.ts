import { createServer } from 'node:http';
import { exportJWK, generateKeyPair } from 'jose';
import { type Adapter, type AdapterPayload, type Configuration, Provider } from 'oidc-provider';

// A bare oidc-provider with its storage in memory, set up to give what Usher gives: a code, and for it a signed access
// token and an ID token, by RS256. Who is asked to sign in is signed in at once.
const origin = `http://localhost:${process.env.PORT}`;
const { privateKey } = await generateKeyPair('RS256', { extractable: true });
const resource = 'urn:bench';
const scope = 'openid email';

/** The provider's own adapter for memory forgets what is new when many log in at once; this one forgets nothing. */
function createAdapter(): Adapter {
  const kept = new Map<string, AdapterPayload>();
  return {
    upsert: async (id, payload) => void kept.set(id, payload),
    find: async (id) => kept.get(id),
    findByUid: async (uid) => [...kept.values()].find((payload) => payload.uid === uid),
    findByUserCode: async () => undefined,
    consume: async (id) => void Object.assign(kept.get(id) ?? {}, { consumed: 1 }),
    destroy: async (id) => void kept.delete(id),
    revokeByGrantId: async () => {},
  };
}

const configuration: Configuration = {
  adapter: createAdapter,
  jwks: { keys: [{ ...(await exportJWK(privateKey)), alg: 'RS256', use: 'sig', kid: 'bench' }] },
  clients: [
    {
      client_id: 'bench',
      client_secret: 'a secret that only the bench uses, long enough',
      redirect_uris: ['http://localhost:4000/auth/callback'],
      token_endpoint_auth_method: 'client_secret_post',
    },
  ],
  routes: { authorization: '/oauth/authorize', token: '/oauth/token' },
  scopes: ['openid', 'email'],
  claims: { openid: ['sub'], email: ['email', 'email_verified'] },
  conformIdTokenClaims: false,
  expiresWithSession: () => false,
  pkce: { required: () => false },
  interactions: { url: (_ctx, interaction) => `/sign-in/${interaction.uid}` },
  findAccount: (_ctx, sub) => ({
    accountId: sub,
    claims: () => ({ sub, email: 'person@example.com', email_verified: true }),
  }),
  async loadExistingGrant(ctx) {
    const { provider, session, client } = ctx.oidc;
    if (!session?.accountId || !client) return undefined;
    const grant = new provider.Grant({ accountId: session.accountId, clientId: client.clientId });
    grant.addOIDCScope(scope);
    grant.addResourceScope(resource, scope);
    await grant.save();
    return grant;
  },
  features: {
    devInteractions: { enabled: false },
    resourceIndicators: {
      enabled: true,
      defaultResource: () => resource,
      useGrantedResource: () => true,
      getResourceServerInfo: () => ({
        scope,
        audience: 'bench',
        accessTokenTTL: 300,
        accessTokenFormat: 'jwt',
        jwt: { sign: { alg: 'RS256' } },
      }),
    },
  },
};

const provider = new Provider(origin, configuration);
const answer = provider.callback();
const server = createServer((request, response) => {
  if (!request.url?.startsWith('/sign-in/')) return void answer(request, response);
  const result = { login: { accountId: 'person' } };
  void provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false });
});
server.listen(Number(process.env.PORT));
process.once('SIGTERM', () => {
  server.close();
  server.closeAllConnections();
});
