import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, test } from 'vitest';
import { hashToken } from '@/lib/crypto';
import { env } from '@/lib/env';
import { newId } from '@/lib/id';
import { openPortalLink } from '@/lib/portal/open-portal-link';
import { revokePortalLinks } from '@/lib/portal/revoke-portal-links';
import { hasPassedTest } from '@/lib/sso/has-passed-test';
import { createPerson } from '@/tests/factories/members';
import { makePortalLink, tokenOf } from '@/tests/factories/portal';
import { contextFor } from '@/tests/factories/world';
import { newEmployee } from './employee';
import { useSso } from './use-sso';
import { type Company, connectOidc } from './world';

const sso = useSso();
const { database } = sso;
let company: Company;

beforeEach(async () => {
  company = await connectOidc(sso.oidc);
  sso.oidc.setUser({ sub: randomUUID(), email: `ada@${company.domain}`, email_verified: true });
});

const testPath = () => `/sso/v1/oidc/${company.connectionId}/test`;
const passed = () => hasPassedTest(company.staff, company);

/** The cookie of a browser that has opened a set-up link of the organization. */
async function openedPortal(of = company): Promise<Record<string, string>> {
  const token = tokenOf(await makePortalLink(of.staff, of.organizationId));
  const visitor = { ...contextFor(database.db, undefined, new Date()), ip: randomUUID() };
  return { 'usher-portal': (await openPortalLink(visitor, { token })).sessionToken };
}

/** The cookie of somebody who is signed in and has no part in the organization. */
async function signedIn(): Promise<Record<string, string>> {
  const { userId } = await createPerson(database.db);
  const token = randomUUID();
  const end = new Date(Date.now() + 3_600_000);
  const ends = { expires: end, absoluteExpiresAt: end };
  await database.db.session.create({
    data: { id: newId('session'), sessionToken: hashToken(token), userId, ...ends },
  });
  return { 'usher-session': token };
}

async function tryWith(cookies: Record<string, string>) {
  const users = await database.db.user.count();
  const shown = await newEmployee(env().baseUrl.origin, cookies).go(testPath());
  expect(await database.db.user.count()).toBe(users);
  return shown;
}

describe('the test of a connection by whoever has opened a set-up link', () => {
  test('shows what would happen, and nothing happens', async () => {
    expect(await passed()).toBe(false);
    const shown = await tryWith(await openedPortal());
    expect(shown).toMatchObject({ status: 200, body: expect.stringContaining('It works') });
    expect(shown.body).toContain(`ada@${company.domain}`);
    expect(await passed()).toBe(true);
  });

  test('says what is wrong where the identity provider cannot be asked', async () => {
    const settings = { issuer: 'http://127.0.0.1:1', clientId: 'usher' };
    await database.db.connection.update({ where: { id: company.connectionId }, data: { settings } });
    const shown = await tryWith(await openedPortal());
    expect(shown.body).toContain('Refused at: Provider.');
  });

  test('works beside a login of somebody who may not set it up', async () => {
    const shown = await tryWith({ ...(await signedIn()), ...(await openedPortal()) });
    expect(shown.body).toContain('It works');
  });

  test('is refused to the link of another organization, to one that was revoked, and to nobody', async () => {
    const foreign = await openedPortal(await connectOidc(sso.oidc));
    const revoked = await openedPortal();
    await revokePortalLinks(company.staff, company);
    for (const cookies of [foreign, revoked, await signedIn(), {}])
      expect((await tryWith(cookies)).body).not.toContain('It works');
    expect(await passed()).toBe(false);
  });
});
