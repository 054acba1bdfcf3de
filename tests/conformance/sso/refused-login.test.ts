import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { connectionAddresses } from '@/lib/connections/connection-address';
import { env } from '@/lib/env';
import { log } from '@/lib/log';
import type { LoginStep } from '@/lib/login-log/login-attempt';
import { useDatabase } from '@/tests/database';
import { type OidcIdp, startOidcIdp } from '@/tests/fakes/oidc-idp';
import { type FakeSamlIdp, startSamlIdp } from '@/tests/fakes/saml-idp';
import { type RunningApi, startApi } from '../start-api';
import { newEmployee } from './employee';
import { connectOidc, connectSaml, lastAttempt } from './world';

const database = useDatabase();
let api: RunningApi;
let saml: FakeSamlIdp;
let oidc: OidcIdp;

beforeAll(async () => {
  log.level = 'silent';
  process.env.USHER_ALLOWED_PRIVATE_HOSTS = '127.0.0.1,localhost';
  api = await startApi(database.url);
  saml = await startSamlIdp({ nameId: 'ada@elsewhere.example.com', attributes: {} });
  const user = { sub: randomUUID(), email: 'ada@elsewhere.example.com', email_verified: true };
  oidc = await startOidcIdp({ user, immediate: true });
});
afterAll(async () => {
  await Promise.all([saml.stop(), oidc.stop()]);
  await api.stop();
});

const usher = () => env().baseUrl.origin;

async function stepsOf(connectionId: string): Promise<string[]> {
  const { steps } = await lastAttempt(connectionId);
  return (steps as unknown as LoginStep[]).map(({ name }) => name);
}

describe('the log of a login that was refused shows what it had passed', () => {
  test('at SAML: the proofs of the assertion before the rules of who comes in', async () => {
    const { connectionId } = await connectSaml(saml);
    await newEmployee(usher()).go(`/sso/v1/start?connection_id=${connectionId}`);
    const steps = await stepsOf(connectionId);
    const told = [
      'sent-to-identity-provider',
      'readable',
      'status',
      'signature',
      'audience',
      'time',
      'replay',
    ];
    expect(steps.filter((name) => told.includes(name))).toEqual(told);
    expect(steps.slice(-3)).toEqual(['address', 'verified-address', 'domain']);
  });

  test('at OpenID Connect: the proofs of the tokens before the rules of who comes in', async () => {
    const { connectionId } = await connectOidc(oidc);
    await newEmployee(usher()).go(`/sso/v1/start?connection_id=${connectionId}`);
    const steps = await stepsOf(connectionId);
    const told = ['sent-to-identity-provider', 'state', 'token-exchange', 'audience', 'id-token-signature'];
    expect(steps.filter((name) => told.includes(name))).toEqual(told);
    expect(steps.slice(-3)).toEqual(['address', 'verified-address', 'domain']);
  });

  test('and nothing that comes after, also of an answer that nobody asked for', async () => {
    const { connectionId } = await connectSaml(saml, { allowIdpInitiated: true });
    const { acsUrl } = connectionAddresses(connectionId);
    const SAMLResponse = await saml.respond({ entityId: 'https://other.example.com', acsUrl });
    await newEmployee(usher()).postFromElsewhere(acsUrl, { SAMLResponse });
    const steps = await stepsOf(connectionId);
    expect(steps.slice(-4)).toEqual(['encryption', 'issuer', 'destination', 'audience']);
    expect(steps).toContain('signature');
  });
});
