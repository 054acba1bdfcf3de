import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterEach, expect, test, vi } from 'vitest';
import { env } from '@/lib/env';
import { newEmployee } from './employee';
import { useSso } from './use-sso';
import { connectOidc, connectSaml } from './world';

const sso = useSso();
afterEach(() => vi.restoreAllMocks());

/** How many statements the database is asked while somebody new logs in, from the first request to the session. */
async function statementsOfLogin(connectionId: string): Promise<number> {
  const query = vi.spyOn(pg.Client.prototype, 'query');
  const employee = newEmployee(env().baseUrl.origin);
  await employee.go(`/sso/v1/start?connection_id=${connectionId}`);
  expect((await employee.completeSignIn()).state).toBe('signed-in');
  return query.mock.calls.length;
}

test('a login by SAML that makes account and membership asks the database ten times', async () => {
  const { connectionId, domain } = await connectSaml(sso.saml);
  sso.saml.setUser({ nameId: `ada@${domain}`, attributes: { givenName: 'Ada', surname: 'Lindqvist' } });
  expect(await statementsOfLogin(connectionId)).toBe(10);
});

test('a login by OpenID Connect that makes account and membership asks the database eight times', async () => {
  const { connectionId, domain } = await connectOidc(sso.oidc);
  sso.oidc.setUser({ sub: randomUUID(), email: `ada@${domain}`, email_verified: true, given_name: 'Ada' });
  expect(await statementsOfLogin(connectionId)).toBe(8);
});
