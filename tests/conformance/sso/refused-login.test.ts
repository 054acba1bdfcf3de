import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { connectionAddresses } from '@/lib/connections/connection-address';
import { enforceSso } from '@/lib/connections/enforce-sso';
import { env } from '@/lib/env';
import { invitationToken } from '@/lib/links/invitation-token';
import type { LoginStep } from '@/lib/login-log/login-attempt';
import { viewMistakenInvitation } from '@/lib/sso/view-mistaken-invitation';
import { invite } from '@/tests/factories/invitations';
import { contextFor } from '@/tests/factories/world';
import { newEmployee } from './employee';
import { useSso } from './use-sso';
import { connectOidc, connectSaml, lastAttempt } from './world';

const sso = useSso();
const { database } = sso;

beforeAll(() => {
  const email = 'ada@elsewhere.example.com';
  sso.saml.setUser({ nameId: email, attributes: {} });
  sso.oidc.setUser({ sub: randomUUID(), email, email_verified: true });
});

const usher = () => env().baseUrl.origin;

async function stepsOf(connectionId: string): Promise<string[]> {
  const { steps } = await lastAttempt(connectionId);
  return (steps as unknown as LoginStep[]).map(({ name }) => name);
}

describe('the log of a login that was refused shows what it had passed', () => {
  test('at SAML: the proofs of the assertion before the rules of who comes in', async () => {
    const { connectionId } = await connectSaml(sso.saml);
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
    const { connectionId } = await connectOidc(sso.oidc);
    await newEmployee(usher()).go(`/sso/v1/start?connection_id=${connectionId}`);
    const steps = await stepsOf(connectionId);
    const told = ['sent-to-identity-provider', 'state', 'token-exchange', 'audience', 'id-token-signature'];
    expect(steps.filter((name) => told.includes(name))).toEqual(told);
    expect(steps.slice(-3)).toEqual(['address', 'verified-address', 'domain']);
  });

  test('and nothing that comes after, also of an answer that nobody asked for', async () => {
    const { connectionId } = await connectSaml(sso.saml, { allowIdpInitiated: true });
    const { acsUrl } = connectionAddresses(connectionId);
    const SAMLResponse = await sso.saml.respond({ entityId: 'https://other.example.com', acsUrl });
    await newEmployee(usher()).postFromElsewhere(acsUrl, { SAMLResponse });
    const steps = await stepsOf(connectionId);
    expect(steps.slice(-4)).toEqual(['encryption', 'issuer', 'destination', 'audience']);
    expect(steps).toContain('signature');
  });
});

test('a refused login says where it was to lead, for another try, and never another host', async () => {
  const { connectionId } = await connectSaml(sso.saml);
  const returnToOf = async (return_to: string) => {
    const query = new URLSearchParams({ connection_id: connectionId, return_to });
    const { url } = await newEmployee(usher()).go(`/sso/v1/start?${query}`);
    expect(url.pathname).toBe('/login/failed');
    return url.searchParams.get('returnTo');
  };
  expect(await returnToOf('/oauth/authorize/abc')).toBe('/oauth/authorize/abc');
  expect(await returnToOf('//evil.example')).toBeNull();
});

describe('an invitation whose identity provider knows somebody else', () => {
  test('is told to that browser alone, asks there who it is, and is accepted by the invited person', async () => {
    const company = await connectSaml(sso.saml);
    const { organizationId, staff } = company;
    await enforceSso(staff, { organizationId, required: true });
    const [invited, other] = [`ada@${company.domain}`, `eve@${company.domain}`];
    const { invitationId } = await invite(staff, organizationId, { email: invited });
    const token = invitationToken({ invitationId, generation: 1, purpose: 'mail' });
    const browser = newEmployee(usher());
    sso.saml.setUser({ nameId: other, attributes: {} });
    const { url } = await browser.go(`/sso/v1/start?invitation=${token}`);
    expect([url.pathname, [...url.searchParams.keys()]]).toEqual(['/login/failed', ['reference']]);
    const reference = url.searchParams.get('reference') ?? '';
    const toldTo = (browserSecret = 'x') =>
      viewMistakenInvitation(contextFor(database.db, undefined, new Date()), { reference, browserSecret });
    expect(await toldTo(browser.cookieOf(usher(), 'usher-sso'))).toMatchObject({
      asserted: other,
      invited,
      token,
    });
    const stranger = newEmployee(usher());
    await stranger.go(`/sso/v1/start?connection_id=${company.connectionId}`);
    expect(await toldTo(stranger.cookieOf(usher(), 'usher-sso'))).toBeNull();

    sso.saml.setUser({ nameId: invited, attributes: {} });
    await browser.go(`/sso/v1/start?invitation=${token}&anew`);
    expect(sso.saml.requests().at(-1)).toMatchObject({ forceAuthn: true });
    expect(await browser.completeSignIn()).toMatchObject({ state: 'signed-in' });
    const accepted = await database.db.invitation.findUniqueOrThrow({ where: { id: invitationId } });
    expect(accepted.acceptedAt).not.toBeNull();
  });

  test('asks an OpenID provider for a new login', async () => {
    const { connectionId } = await connectOidc(sso.oidc);
    const sent = await fetch(`${usher()}/sso/v1/start?connection_id=${connectionId}&anew`);
    const asked = new URL(sent.headers.get('refresh')?.replace('0; url=', '') ?? '');
    expect(asked.searchParams.get('prompt')).toBe('login');
  });
});
