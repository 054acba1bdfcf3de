import type { Page } from '@playwright/test';
import { decodeJwt } from 'jose';
import type { UserActor } from '@/lib/authz/context';
import { connectionTypes } from '@/lib/connections/connection.schema';
import { enforceSso } from '@/lib/connections/enforce-sso';
import { setRoleMappings } from '@/lib/connections/set-role-mappings';
import { updateConnection } from '@/lib/connections/update-connection';
import { invitationToken } from '@/lib/links/invitation-token';
import { createOrganization } from '@/lib/organizations/create-organization';
import { invite } from '@/tests/factories/invitations';
import { createMember, createPerson } from '@/tests/factories/members';
import { adminRoleId, memberRoleId } from '@/tests/factories/world';
import type { FakeApplication } from '@/tests/fakes/application';
import { expect, linkIn } from './fixtures';
import { InvitationPage } from './pages/invitation-page';
import { UsersTab } from './pages/users-tab';
import { type Company, logIn, serviceProviderOf, test } from './sso';

async function typeAddress(page: Page, email: string): Promise<void> {
  await page.goto('/login');
  await page.getByLabel('Email address').fill(email);
  await page.getByRole('button', { name: 'Continue' }).click();
  // The identity provider has a button of that name, too.
  await expect(page).not.toHaveURL(/\/login$/);
}

/** The paths of the pages that this Usher shows from now on, without those that only lead on by a redirect. */
function pagesOf(origin: string, page: Page): string[] {
  const shown: string[] = [];
  page.on('response', (answer) => {
    const { origin: from, pathname } = new URL(answer.url());
    if (from === origin && answer.request().isNavigationRequest() && answer.status() < 300)
      shown.push(pathname);
  });
  return shown;
}

async function expectGreeting(page: Page, email: string, { organizationId }: Company): Promise<void> {
  await expect(page.getByRole('heading')).toHaveText(`Hello ${email} of ${organizationId}`);
}

function amrOf(application: FakeApplication): unknown {
  return decodeJwt(application.lastTokens().id_token).amr;
}

/** The plain page with a reference, and nothing of why. */
async function expectRefusal(page: Page, reason: string): Promise<string> {
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('You are not signed in');
  const main = page.getByRole('main');
  await expect(main).not.toContainText(reason);
  return (await main.locator('code').textContent()) ?? '';
}

/** Both addresses, for whoever came by the invitation's link and logged in as another one. */
async function expectMistake(page: Page, addresses: readonly string[]): Promise<string> {
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('This invitation is for somebody else');
  const main = page.getByRole('main');
  for (const address of addresses) await expect(main).toContainText(address);
  return (await main.locator('code').textContent()) ?? '';
}

const withScripts = { browser: { javaScriptEnabled: true }, words: 'with scripts' };
const withoutScripts = { browser: { javaScriptEnabled: false }, words: 'without scripts' };

for (const speaks of connectionTypes) {
  // Where one of these has scripts, the other has none: each pair is walked, not each of all the combinations.
  const [newcomer, invited] =
    speaks === 'OIDC' ? [withScripts, withoutScripts] : [withoutScripts, withScripts];

  test.describe(speaks, () => {
    test.use({ speaks });

    test(`somebody unknown types an address ${newcomer.words}, logs in there once, and is a member while an admin looks on`, async ({
      company,
      idp,
      openBrowser,
      usher,
    }) => {
      const { organizationId, connectionId, staff } = company;
      const users = new UsersTab(await openBrowser({ as: staff.actor as UserActor }));
      await users.open(organizationId);
      const email = company.email();
      idp.logInAs(email);
      const page = await openBrowser(newcomer.browser);
      await typeAddress(page, email);
      await logIn(page);
      await expect(page).toHaveURL(`${usher.origin}/me`);
      const row = users.row(email);
      for (const text of ['Ada Lindqvist', 'SSO', 'Active', 'Member']) await expect(row).toContainText(text);
      expect(await usher.db.loginAttempt.count({ where: { connectionId } })).toBe(1);
      expect(await usher.db.mailMessage.count({ where: { toAddress: email } })).toBe(0);
    });

    test(`an invited person joins by it ${invited.words} where the organization enforces it, and nobody else in their place`, async ({
      company,
      idp,
      invite,
      openBrowser,
      usher,
    }) => {
      const { organizationId, staff } = company;
      await enforceSso(staff, { organizationId, required: true });
      const { email, link } = await invite({ email: company.email(), roleIds: [adminRoleId] });
      const other = company.email('other');
      idp.logInAs(other);
      const theirs = new InvitationPage(await openBrowser(invited.browser));
      await theirs.open(link);
      await theirs.join.click();
      await logIn(theirs.page);
      const reference = await expectMistake(theirs.page, [other, email]);
      expect(await usher.db.user.count({ where: { emailKey: other } })).toBe(0);
      const admin = await openBrowser({ as: staff.actor as UserActor });
      await admin.goto(`/organizations/${organizationId}/logins?q=${reference}`);
      await expect(new UsersTab(admin).rows).toContainText([
        `The invitation is for another address than ${other}`,
      ]);
      const stranger = await openBrowser(invited.browser);
      await stranger.goto(theirs.page.url());
      await expectRefusal(stranger, email);

      idp.logInAs(email);
      await theirs.page.getByRole('link', { name: `Log in as ${email}` }).click();
      await logIn(theirs.page);
      await expect(theirs.page).toHaveURL(`${usher.origin}/organizations/${organizationId}/users`);
      const users = new UsersTab(admin);
      await users.open(organizationId);
      for (const text of ['Active', 'Admin', 'Invitation'])
        await expect(users.row(email)).toContainText(text);
    });

    test('an application names organization, connection or person, and no page of Usher asks for anything', async ({
      application,
      company,
      idp,
      openBrowser,
      usher,
    }) => {
      const email = company.email();
      idp.logInAs(email);
      const { organizationId, connectionId } = company;
      for (const hint of [
        `organization_id=${organizationId}`,
        `connection_id=${connectionId}`,
        `login_hint=${email}`,
      ]) {
        const page = await openBrowser();
        const shown = pagesOf(usher.origin, page);
        await page.goto(`${application.origin}/login?${hint}`);
        await logIn(page);
        await expectGreeting(page, email, company);
        expect(amrOf(application)).toEqual([connectionId, expect.any(String)]);
        // It leads on by itself.
        expect(shown).toEqual(['/sso/v1/start']);
      }
    });

    test('groups give roles at the first login', async ({ company, idp, page }) => {
      const { organizationId, connectionId, staff } = company;
      const mappings = [{ attribute: 'groups', value: 'Managers', roleId: adminRoleId }];
      await setRoleMappings(staff, { organizationId, connectionId, mappings });
      const email = company.email();
      idp.logInAs(email, { groups: ['Everyone', 'Managers'] });
      await typeAddress(page, email);
      await logIn(page);
      // Whoever manages one organization begins there.
      await expect(new UsersTab(page).row(email)).toContainText('Admin');
    });

    test('enforced: a member who came by mail is told, and an admin still gets in by mail', async ({
      application,
      company,
      idp,
      openBrowser,
      usher,
    }) => {
      const { organizationId, connectionId, staff } = company;
      const member = await createPerson(usher.db, company.email());
      await createMember(usher.db, organizationId, { actor: member, roleIds: [memberRoleId] });
      const page = await openBrowser({ as: member });
      const loginPage = `${application.origin}/login?organization_id=${organizationId}`;
      await page.goto(loginPage);
      await expectGreeting(page, member.email, company);
      await enforceSso(staff, { organizationId, required: true });
      idp.logInAs(member.email);
      await page.goto(loginPage);
      await expect(page.getByRole('heading')).toContainText('has its own login');
      await page.getByRole('button', { name: 'Continue with SSO' }).click();
      await logIn(page);
      await expectGreeting(page, member.email, company);
      expect(amrOf(application)).toEqual([connectionId, expect.any(String)]);

      const admin = await createPerson(usher.db, company.email('admin'));
      await createMember(usher.db, organizationId, { actor: admin });
      const theirs = await openBrowser();
      await theirs.goto('/login');
      await theirs.getByLabel('Email address').fill(admin.email);
      await theirs.getByRole('button', { name: 'Log in by mailed link instead' }).click();
      const { text } = await usher.resend.waitForMessage(admin.email);
      await theirs.goto(linkIn(text, '/login/link/'));
      await theirs.getByRole('button', { name: 'Sign in' }).click();
      await expect(theirs).toHaveURL(`${usher.origin}/organizations/${organizationId}/users`);
      await theirs.goto(loginPage);
      await expectGreeting(theirs, admin.email, company);
      expect(amrOf(application)).not.toContain(connectionId);
    });
  });
}

test('enforced: the mailed link shows nobody whether it is theirs, and their own page leads on', async ({
  company,
  idp,
  openBrowser,
  usher,
}) => {
  const { organizationId, staff } = company;
  await enforceSso(staff, { organizationId, required: true });
  const member = await createPerson(usher.db, company.email());
  await createMember(usher.db, organizationId, { actor: member, roleIds: [memberRoleId] });
  const page = await openBrowser({ javaScriptEnabled: false });
  const shown: string[] = [];
  for (const email of [company.email('nobody'), member.email]) {
    await page.goto('/login');
    await page.getByLabel('Email address').fill(email);
    await page.getByRole('button', { name: 'Log in by mailed link instead' }).click();
    await page.getByRole('heading', { name: 'Check your mailbox' }).waitFor();
    shown.push(((await page.getByRole('main').textContent()) ?? '').replace(email, '…'));
  }
  expect(shown[0]).toBe(shown[1]);
  const { text } = await usher.resend.waitForMessage(member.email);
  await page.goto(linkIn(text, '/login/link/'));
  await expect(page.getByRole('heading')).toContainText('has its own login');
  await expect(page.getByRole('link', { name: 'Continue with SSO' })).toBeVisible();
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page).toHaveURL(`${usher.origin}/me`);
  await expect(page.getByRole('region', { name: 'Organizations' })).toContainText('by its own login');
  idp.logInAs(member.email);
  await page.getByRole('link', { name: /^Continue with SSO/ }).click();
  await logIn(page);
  await expect(page).toHaveURL(`${usher.origin}/me`);
  await expect(page.getByRole('link', { name: /^Continue with SSO/ })).toHaveCount(0);
});

test('enforced: its pages lead whoever came by mail to their own page, also from another organization', async ({
  company,
  openBrowser,
  usher,
}) => {
  const { organizationId, staff } = company;
  await enforceSso(staff, { organizationId, required: true });
  const person = await createPerson(usher.db, company.email());
  await createMember(usher.db, organizationId, { actor: person, roleIds: [memberRoleId] });
  const other = await createOrganization(staff, { name: 'Bolt', externalId: null });
  await createMember(usher.db, other.id, { actor: person });
  const page = await openBrowser({ as: person });
  await page.goto(`/organizations/${organizationId}/users`);
  await expect(page).toHaveURL(`${usher.origin}/me`);
  await expect(page.getByRole('link', { name: /^Continue with SSO/ })).toHaveCount(1);
});

test('enforced: a link that somebody handed on leads to the login of the organization, and tells no address', async ({
  company,
  idp,
  openBrowser,
  usher,
}) => {
  const { organizationId, staff } = company;
  await enforceSso(staff, { organizationId, required: true });
  const email = company.email();
  const { invitationId } = await invite(staff, organizationId, { email });
  const page = await openBrowser();
  await page.goto(`/invite/${invitationToken({ invitationId, generation: 1, purpose: 'copy' })}`);
  await expect(page.getByRole('main')).not.toContainText(email);
  await page.getByRole('button', { name: /^Join/ }).click();
  idp.logInAs(email);
  await logIn(page);
  await expect(page).toHaveURL(`${usher.origin}/me`);
  const row = { organizationId, status: 'ACTIVE', user: { email } } as const;
  expect(await usher.db.membership.count({ where: row })).toBe(1);
});

test('a login that begins at the identity provider is refused until it is allowed, then leads into the application', async ({
  application,
  company,
  idp,
  page,
  usher,
}) => {
  if (idp.type !== 'SAML') throw new Error('Only SAML begins there.');
  const { organizationId, connectionId, staff } = company;
  const email = company.email();
  idp.logInAs(email);
  const theirPage = idp.saml.initiatedUrl(serviceProviderOf(usher, connectionId));
  await page.goto(theirPage);
  await logIn(page);
  expect(await expectRefusal(page, 'begin at the identity provider')).not.toBe('');

  await updateConnection(staff, { organizationId, connectionId, saml: { allowIdpInitiated: true } });
  // Another journey on this server may have made its application the default one.
  await usher.db.client.updateMany({ where: { isDefault: true }, data: { isDefault: false } });
  await usher.db.client.update({ where: { id: application.clientId }, data: { isDefault: true } });
  idp.saml.answerAtOnce(true);
  await page.goto(theirPage);
  await expectGreeting(page, email, company);
  expect(amrOf(application)).toEqual([connectionId, expect.any(String)]);
  await usher.db.client.update({ where: { id: application.clientId }, data: { isDefault: false } });
});

test('an identity provider that wants a posted form, and sends on to another host of its own, is reached', async ({
  company,
  idp,
  openBrowser,
  usher,
}) => {
  if (idp.type !== 'SAML') throw new Error('Only SAML posts.');
  const { organizationId, connectionId, staff } = company;
  await updateConnection(staff, {
    organizationId,
    connectionId,
    saml: { idpSsoUrl: idp.saml.forwardingUrl, idpSsoBinding: 'HTTP_POST' },
  });
  const email = company.email();
  idp.logInAs(email);
  const page = await openBrowser();
  await typeAddress(page, email);
  await logIn(page);
  await expect(page).toHaveURL(`${usher.origin}/me`);
});
