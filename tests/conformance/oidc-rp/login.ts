import { randomBytes } from 'node:crypto';
import { oidcSettingsSchema } from '@/lib/connections/settings';
import type { OidcConnection } from '@/server/sso/oidc/find-provider';
import { type FinishOidcLogin, finishOidcLogin } from '@/server/sso/oidc/finish-oidc-login';
import type { ProviderNetwork } from '@/server/sso/oidc/provider-network';
import { startOidcLogin } from '@/server/sso/oidc/start-oidc-login';
import type { OidcIdp } from '@/tests/fakes/oidc-idp';
import { type Decision, logInAt } from './person';

/** Everything of a connection that a test may want otherwise. */
type Changes = Partial<Omit<OidcConnection, 'settings'>> & {
  readonly settings?: Partial<OidcConnection['settings']>;
};

export const loopback: ProviderNetwork = { allowedPrivateHosts: ['localhost'] };
export const redirectUri = 'http://localhost:4000/sso/v1/oidc/conn_1/callback';

/** A connection to a fake identity provider, as it is set up at both ends. */
export function connectTo(idp: OidcIdp, { settings, ...changes }: Changes = {}): OidcConnection {
  idp.allowRedirect(redirectUri);
  return {
    id: 'conn_100000000000000001',
    provider: 'CUSTOM',
    clientSecret: idp.clientSecret,
    attributeMapping: {},
    settings: oidcSettingsSchema.parse({ issuer: idp.issuer, clientId: idp.clientId, ...settings }),
    ...changes,
  };
}

/** A login that has come back from the provider. */
export async function begin(
  connection: OidcConnection,
  decision: Decision = 'continue',
): Promise<FinishOidcLogin> {
  const secrets = { state: random(), nonce: random(), codeVerifier: random() };
  const asked = { connection, redirectUri, ...secrets, loginHint: null, prompt: null };
  const started = await startOidcLogin(asked, loopback);
  if (!started.ok) throw new Error(`${started.step}: ${started.reason}`);
  const callbackUrl = await logInAt(started.passed.url, redirectUri, decision);
  return { connection, redirectUri, callbackUrl, ...secrets, now: new Date() };
}

export async function logIn(connection: OidcConnection) {
  return finishOidcLogin(await begin(connection), loopback);
}

function random(): string {
  return randomBytes(32).toString('base64url');
}
