import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, test } from 'vitest';
import { connectionAddresses } from '@/lib/connections/connection-address';
import { switchConnection } from '@/lib/connections/switch-connection';
import { hashToken, randomToken } from '@/lib/crypto';
import { env } from '@/lib/env';
import { newId } from '@/lib/id';
import { cookieName } from '@/server/http/cookies';
import { createPerson } from '@/tests/factories/members';
import { freshEmail } from '@/tests/factories/world';
import { newEmployee } from './employee';
import { useSso } from './use-sso';
import { type Company, connectOidc, lastAttempt } from './world';

const sso = useSso();
const { database } = sso;
let company: Company;
let email: string;

beforeEach(async () => {
  company = await connectOidc(sso.oidc);
  email = freshEmail('ada').replace(/@.*/, `@${company.domain}`);
  sso.oidc.misbehave();
  logInAs({ email, email_verified: true });
});

const usher = () => env().baseUrl.origin;
const start = () => `/sso/v1/start?connection_id=${company.connectionId}`;
const logInAs = (claims: Record<string, unknown>) =>
  sso.oidc.setUser({ sub: randomUUID(), given_name: 'Ada', ...claims });

/** The step that refused, or null. */
async function stepOfLogin(): Promise<string | null> {
  const employee = newEmployee(usher());
  const shown = await employee.go(start());
  if (shown.url.pathname !== '/auth/callback') return (await lastAttempt(company.connectionId)).failedStep;
  return (await employee.completeSignIn()).state === 'signed-in' ? null : 'callback';
}

describe('a login at an OpenID provider', () => {
  test('makes account and membership, and ends in a session of its organization', async () => {
    expect(await stepOfLogin()).toBeNull();
    const user = await database.db.user.findUniqueOrThrow({
      where: { emailKey: email },
      include: { sessions: true, memberships: true },
    });
    expect(user).toMatchObject({
      givenName: 'Ada',
      sessions: [{ method: 'sso', connectionId: company.connectionId }],
    });
    expect(user.memberships).toMatchObject([{ status: 'ACTIVE', provisioningMethod: 'jit_using_sso' }]);
  });

  test('is refused with the name of the step, and the person hears a reference and nothing of the reason', async () => {
    logInAs({ email, email_verified: false });
    expect(await stepOfLogin()).toBe('verified-address');
    logInAs({ email: 'ada@elsewhere.example.com', email_verified: true });
    const employee = newEmployee(usher());
    const shown = await employee.go(start());
    const { reference, failedStep, reason } = await lastAttempt(company.connectionId);
    expect(failedStep).toBe('domain');
    expect(reason).toContain('elsewhere.example.com');
    expect(shown.url.search).toBe(`?reference=${reference}`);
    expect(await database.db.user.count({ where: { emailKey: { contains: 'elsewhere' } } })).toBe(0);
  });

  test('asks somebody who is signed in whether they want to be somebody else', async () => {
    const token = randomToken();
    const { userId } = await createPerson(database.db);
    const times = {
      expires: new Date(Date.now() + 3_600_000),
      absoluteExpiresAt: new Date(Date.now() + 3_600_000),
    };
    await database.db.session.create({
      data: { id: newId('session'), sessionToken: hashToken(token), userId, ...times },
    });
    const victim = newEmployee(usher(), { [cookieName('session')]: token });
    const asked = await victim.go(start());
    expect(asked.body).toContain(`Continue as ${email}`);
    const { steps } = await lastAttempt(company.connectionId);
    const note = { name: 'asked-to-continue', note: `As ${email}.` };
    expect(steps).toContainEqual(expect.objectContaining(note));
    expect(victim.cookieOf(usher(), cookieName('attempt'))).toBeUndefined();
    const attempt = /name="attempt" value="([^"]+)"/.exec(asked.body)?.[1] ?? '';
    const press = (origin: string) =>
      fetch(`${usher()}/sso/v1/continue`, {
        method: 'POST',
        body: new URLSearchParams({ attempt }),
        headers: { origin },
      });
    const stranger = await press('https://evil.example.com');
    expect([stranger.status, stranger.headers.getSetCookie()]).toEqual([403, []]);
    const pressed = await press(usher());
    expect(pressed.headers.get('refresh')).toBe('0; url=/auth/callback');
    expect(pressed.headers.getSetCookie()[0]).toContain(attempt);
  });

  test('cannot be finished twice, in another browser, or at another connection', async () => {
    const employee = newEmployee(usher());
    const { url } = await employee.go(start());
    expect(url.pathname).toBe('/auth/callback');
    const other = await connectOidc(sso.oidc);
    const { redirectUri } = connectionAddresses(company.connectionId);
    const request = await database.db.ssoRequest.findFirstOrThrow({
      where: { connectionId: company.connectionId },
    });
    expect(request.consumedAt).not.toBeNull();
    for (const callback of [redirectUri, connectionAddresses(other.connectionId).redirectUri]) {
      const shown = await employee.go(`${callback}?code=abc&state=${'s'.repeat(43)}`);
      expect(shown.url.pathname).toBe('/login/failed');
    }
  });

  test('ends where the connection is switched off while the person is away', async () => {
    const { staff, organizationId, connectionId } = company;
    await switchConnection(staff, { organizationId, connectionId, enabled: false });
    const shown = await newEmployee(usher()).go(start());
    expect(shown.url.pathname).toBe('/login');
  });
});
