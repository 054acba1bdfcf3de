import { ScalekitClient } from '@scalekit-sdk/node';
import { beforeEach, describe, expect, test } from 'vitest';
import { connectionAddresses } from '@/lib/connections/connection-address';
import { updateConnection } from '@/lib/connections/update-connection';
import { hashToken, randomToken } from '@/lib/crypto';
import { env } from '@/lib/env';
import { newId } from '@/lib/id';
import { cookieName } from '@/server/http/cookies';
import { invite } from '@/tests/factories/invitations';
import { freshEmail } from '@/tests/factories/world';
import { newEmployee } from './employee';
import { useSso } from './use-sso';
import { type Company, connectSaml, lastAttempt } from './world';

const sso = useSso({ redirectUris: ['http://localhost:4000/auth/callback'] });
const { database } = sso;
let company: Company;
let email: string;

beforeEach(async () => {
  company = await connectSaml(sso.saml);
  email = freshEmail('ada').replace(/@.*/, `@${company.domain}`);
  sso.saml.setUser({ nameId: email, attributes: { givenName: 'Ada', surname: 'Lindqvist' } });
  sso.saml.setMode('signed-response');
});

const usher = () => env().baseUrl.origin;
const start = (more: Record<string, string> = {}) =>
  `/sso/v1/start?${new URLSearchParams({ connection_id: company.connectionId, ...more })}`;

describe('a login at a SAML identity provider', () => {
  test('ends at /auth/callback and in a session of its organization', async () => {
    const employee = newEmployee(usher());
    expect((await employee.go(start({ return_to: '/me' }))).url.pathname).toBe('/auth/callback');
    const outcome = await employee.completeSignIn();
    expect(outcome).toMatchObject({ state: 'signed-in', location: '/me' });
    const user = await database.db.user.findUniqueOrThrow({
      where: { emailKey: email },
      include: { sessions: true },
    });
    expect(user.sessions).toMatchObject([{ method: 'sso', connectionId: company.connectionId }]);
    expect(await lastAttempt(company.connectionId)).toMatchObject({
      outcome: 'SUCCESS',
      userId: user.id,
      email,
    });
  });

  test('also when the address alone says where, and when the person was invited', async () => {
    const { invitationId } = await invite(company.staff, company.organizationId, { email });
    const employee = newEmployee(usher());
    await employee.go(`/sso/v1/start?login_hint=${encodeURIComponent(email)}`);
    expect(await employee.completeSignIn()).toMatchObject({ state: 'signed-in' });
    const invitation = await database.db.invitation.findUniqueOrThrow({ where: { id: invitationId } });
    expect(invitation.acceptedAt).not.toBeNull();
  });

  test.each(['signed-assertion', 'both'] as const)(
    'with %s, and after a rollover of its certificate',
    async (mode) => {
      sso.saml.setMode(mode);
      sso.saml.rollOver();
      const employee = newEmployee(usher());
      await employee.go(start());
      expect(await employee.completeSignIn()).toMatchObject({ state: 'signed-in' });
    },
  );

  test('is of the browser that began it alone', async () => {
    const [mine, theirs] = [newEmployee(usher()), newEmployee(usher())];
    const { acsUrl, entityId } = connectionAddresses(company.connectionId);
    await mine.go(start());
    const { relayState, id } = sso.saml.requests().at(-1) ?? { relayState: '', id: '' };
    const SAMLResponse = await sso.saml.respond({ acsUrl, entityId, inResponseTo: id });
    const shown = await theirs.postFromElsewhere(acsUrl, { SAMLResponse, RelayState: relayState });
    expect(shown.url.pathname).toBe('/login/failed');
    expect(theirs.cookieOf(usher(), 'usher-attempt')).toBeUndefined();
  });
});

describe('a response', () => {
  test('is refused when its request was answered before, or it answers another', async () => {
    const employee = newEmployee(usher());
    await employee.go(start());
    const { acsUrl, entityId } = connectionAddresses(company.connectionId);
    const { id, relayState: RelayState } = sso.saml.requests().at(-1) ?? { id: '', relayState: '' };
    const again = await sso.saml.respond({ acsUrl, entityId, inResponseTo: id });
    const shown = await employee.postFromElsewhere(acsUrl, { SAMLResponse: again, RelayState });
    expect(shown.url.pathname).toBe('/login/failed');
    expect(await lastAttempt(company.connectionId)).toMatchObject({
      outcome: 'FAILURE',
      failedStep: 'unsolicited',
    });
  });

  test('posted three times at once, from the browser that began, gives one session', async () => {
    const { acsUrl, entityId } = connectionAddresses(company.connectionId);
    const begun = await fetch(usher() + start());
    const [cookie = ''] = begun.headers.getSetCookie()[0]?.split(';') ?? [];
    const [name = '', value = ''] = cookie.split('=');
    await fetch(begun.headers.get('refresh')?.replace('0; url=', '') ?? '');
    const { id, relayState: RelayState } = sso.saml.requests().at(-1) ?? { id: '', relayState: '' };
    const SAMLResponse = await sso.saml.respond({ acsUrl, entityId, inResponseTo: id });
    const employee = newEmployee(usher(), { [name]: value });
    const post = () => employee.postFromElsewhere(acsUrl, { SAMLResponse, RelayState });
    const shown = await Promise.all([post(), post(), post()]);
    expect(shown.filter(({ url }) => url.pathname === '/auth/callback')).toHaveLength(1);
  });

  test('that nobody asked for logs nobody in; where it is allowed it begins a login', async () => {
    const { acsUrl, entityId } = connectionAddresses(company.connectionId);
    const employee = newEmployee(usher());
    const unasked = await sso.saml.respond({ acsUrl, entityId });
    const refused = await employee.postFromElsewhere(acsUrl, { SAMLResponse: unasked });
    expect(refused.url.pathname).toBe('/login/failed');
    const { organizationId, connectionId } = company;
    await updateConnection(company.staff, {
      organizationId,
      connectionId,
      saml: { allowIdpInitiated: true },
    });
    const before = sso.saml.requests().length;
    const shown = await employee.postFromElsewhere(acsUrl, { SAMLResponse: unasked });
    expect(sso.saml.requests()).toHaveLength(before + 1);
    expect(shown.url.pathname).toBe('/auth/callback');
    expect(await employee.completeSignIn()).toMatchObject({ state: 'signed-in' });
    const replayed = await employee.postFromElsewhere(acsUrl, { SAMLResponse: unasked });
    expect(replayed.url.pathname).toBe('/login/failed');
    expect(await lastAttempt(company.connectionId)).toMatchObject({ failedStep: 'replay' });
  });
});

describe('an application', () => {
  test('is told of a login that began at the identity provider, in words that the SDK reads', async () => {
    const { organizationId, connectionId } = company;
    await updateConnection(company.staff, {
      organizationId,
      connectionId,
      saml: { allowIdpInitiated: true },
    });
    const { acsUrl, entityId } = connectionAddresses(connectionId);
    const SAMLResponse = await sso.saml.respond({ acsUrl, entityId });
    await database.db.client.update({
      where: { id: sso.api.clientId },
      data: { isDefault: true, initiateLoginUri: 'http://localhost:4000/login?from=usher' },
    });
    const answer = await fetch(acsUrl, {
      method: 'POST',
      body: new URLSearchParams({ SAMLResponse, RelayState: 'https://evil.example.com/' }),
      redirect: 'manual',
    });
    await database.db.client.update({ where: { id: sso.api.clientId }, data: { isDefault: false } });
    const url = new URL(answer.headers.get('location') ?? '');
    expect(url.href).toMatch(/^http:\/\/localhost:4000\/login\?from=usher&/);
    const sdk = new ScalekitClient(sso.api.url, sso.api.clientId, sso.api.clientSecret);
    const told = await sdk.getIdpInitiatedLoginClaims(url.searchParams.get('idp_initiated_login') ?? '', {
      issuer: usher(),
      audience: [sso.api.clientId],
    });
    expect(told).toMatchObject({
      organization_id: organizationId,
      connection_id: connectionId,
      login_hint: email,
    });
  });

  test('gets a login by the connection that it names, also from somebody who is signed in by mail', async () => {
    const employee = newEmployee(usher());
    const query = new URLSearchParams({
      response_type: 'code',
      client_id: sso.api.clientId,
      redirect_uri: 'http://localhost:4000/auth/callback',
      scope: 'openid',
      connection_id: company.connectionId,
    });
    const asked = await employee.go(`/oauth/authorize?${query}`);
    expect(asked.url.pathname).toMatch(/^\/interaction\//);
    const interaction = asked.url.pathname.split('/').pop() ?? '';
    await employee.go(`/sso/v1/start?interaction=${interaction}`);
    const outcome = await employee.completeSignIn();
    expect(outcome).toMatchObject({ state: 'signed-in', location: `/oauth/authorize/${interaction}` });
  });
});

describe('a test of a connection', () => {
  test('shows what arrived and what would happen, to whoever may set it up, and changes nothing', async () => {
    const { testUrl } = connectionAddresses(company.connectionId);
    const admin = newEmployee(usher(), await adminCookie());
    const shown = await admin.go(testUrl);
    for (const part of ['It works', 'makes an account and a membership', 'Member', email, 'Lindqvist'])
      expect(shown.body).toContain(part);
    for (const words of ['<dt>First name</dt><dd>Ada</dd>', '<span>Audience', '<dt>givenName</dt>'])
      expect(shown.body).toContain(words);
    expect(shown.body.indexOf('<dt>givenName</dt>')).toBeGreaterThan(shown.body.indexOf('<details>'));
    sso.saml.setUser({
      nameId: 'ada@elsewhere.example.com',
      attributes: { note: '<script>alert(1)</script>' },
    });
    const refused = await admin.go(testUrl);
    expect(refused.body).toContain('Refused at: Domain.');
    expect(refused.body).toContain('Verify the domain of that address');
    expect(refused.body).not.toContain('<script>alert');
    expect(await database.db.user.count({ where: { emailKey: email } })).toBe(0);
    expect(await database.db.identity.count({ where: { connectionId: company.connectionId } })).toBe(0);
    expect((await newEmployee(usher()).go(shown.url)).status).toBe(404);
    expect((await newEmployee(usher()).go(testUrl)).status).toBe(404);
  });
});

/** Of a session of the staff admin who looks after the company. */
async function adminCookie(): Promise<Record<string, string>> {
  const { actor } = company.staff;
  if (actor.kind !== 'user') throw new Error('The staff is a person.');
  const token = randomToken();
  const end = new Date(Date.now() + 3_600_000);
  const times = { expires: end, absoluteExpiresAt: end };
  await database.db.session.create({
    data: { id: newId('session'), sessionToken: hashToken(token), userId: actor.userId, ...times },
  });
  return { [cookieName('session')]: token };
}

test('the metadata of a connection names its addresses and its certificate', async () => {
  const { metadataUrl, acsUrl, entityId } = connectionAddresses(company.connectionId);
  const text = await (await fetch(metadataUrl)).text();
  for (const part of [acsUrl, entityId, 'X509Certificate']) expect(text).toContain(part);
});
