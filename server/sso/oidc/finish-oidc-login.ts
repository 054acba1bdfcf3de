import { authorizationCodeGrant, fetchUserInfo, type UserInfoResponse } from 'openid-client';
import type { AssertedIdentity, Gate } from '@/lib/sso/asserted-identity';
import { after } from '@/lib/sso/steps';
import { checkCallback, type LoginCallback } from './check-callback';
import { checkSignature } from './check-signature';
import { configureClient, type OidcClient } from './configure-client';
import { explainRefusal } from './explain-refusal';
import type { OidcConnection } from './find-provider';
import { type ProviderNetwork, providerNetwork } from './provider-network';
import { readIdentity } from './read-identity';
import { readSubject } from './read-subject';

export interface FinishOidcLogin extends LoginCallback {
  readonly connection: OidcConnection;
  readonly nonce: string;
  readonly codeVerifier: string;
  readonly now: Date;
}

/**
 * Who has logged in at a connection's provider, once everything that can be proved of it is (OpenID Connect Core 1.0
 * section 3.1.3). In their order the steps, each of which may refuse: `settings`, `discovery`, `state`, `issuer` (also of
 * the callback, RFC 9207), `provider-refused`, `callback`, `token-exchange`, `id-token`, `id-token-algorithm`, `time`,
 * `issuer`, `audience`, `nonce`, `id-token-signature`, `subject`, `userinfo`. Does not know which logins have begun: that
 * state, nonce and code verifier are used once is for the caller.
 */
export async function finishOidcLogin(
  login: FinishOidcLogin,
  network: ProviderNetwork = providerNetwork(),
): Promise<Gate<AssertedIdentity>> {
  const client = await configureClient(login.connection, network, login.now);
  if (!client.ok) return client;
  const { provider } = client.passed;
  const callback = checkCallback(login, provider);
  if (!callback.ok) return after(found, callback);
  const answered = [...found, ...(callback.steps ?? [])];
  const tokens = await exchangeCode(login, client.passed, callback.passed);
  if (!tokens.ok) return after(tokens.step === exchange ? answered : [...answered, exchange], tokens);
  const outcome = await readTokens(login, { ...client.passed, network }, tokens.passed);
  return after([...answered, ...exchanged], outcome);
}

const found = ['settings', 'discovery'];
const exchange = 'token-exchange';
/** What openid-client has checked of tokens that it gives. */
const exchanged = [exchange, 'id-token', 'id-token-algorithm', 'time', 'audience', 'nonce'];

async function readTokens(
  { connection }: FinishOidcLogin,
  client: OidcClient & { readonly network: ProviderNetwork },
  tokens: Tokens,
): Promise<Gate<AssertedIdentity>> {
  const idToken = await checkSignature(tokens.idToken, client.provider, client.network);
  if (!idToken.ok) return idToken;
  const subject = readSubject(connection, idToken.passed);
  if (!subject.ok) return after(['id-token-signature'], subject);
  const userinfo = await askUserinfo(client, tokens.accessToken, idToken.passed.sub ?? '');
  if (!userinfo.ok) return after(['id-token-signature', 'subject'], userinfo);
  const said = { idToken: idToken.passed, userinfo: userinfo.passed };
  const passed = readIdentity(connection, subject.passed, said);
  return { ok: true, passed, steps: ['id-token-signature', 'subject', 'userinfo'] };
}

interface Tokens {
  readonly idToken: string;
  readonly accessToken: string;
}

async function exchangeCode(
  { state, nonce, codeVerifier }: FinishOidcLogin,
  { configuration }: OidcClient,
  callback: URL,
): Promise<Gate<Tokens>> {
  try {
    const checks = { expectedState: state, expectedNonce: nonce, pkceCodeVerifier: codeVerifier };
    const tokens = await authorizationCodeGrant(configuration, callback, {
      ...checks,
      idTokenExpected: true,
    });
    return { ok: true, passed: { idToken: tokens.id_token ?? '', accessToken: tokens.access_token } };
  } catch (error) {
    return explainRefusal(error, exchange);
  }
}

/** What the provider says beside the ID token, of the same person (section 5.3.4); null: it has no such endpoint. */
async function askUserinfo(
  { provider, configuration }: OidcClient,
  accessToken: string,
  subject: string,
): Promise<Gate<UserInfoResponse | null>> {
  if (!provider.userinfoEndpoint) return { ok: true, passed: null };
  try {
    return { ok: true, passed: await fetchUserInfo(configuration, accessToken, subject) };
  } catch (error) {
    return explainRefusal(error, 'userinfo');
  }
}
