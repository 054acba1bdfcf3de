import type { Page } from '@playwright/test';
import { connectionTypes } from '@/lib/connections/connection.schema';
import { makePortalLink } from '@/tests/factories/portal';
import { expect } from './fixtures';
import { type IdentityProvider, logIn, prepare, redirectUriOf, test } from './sso';

/** Enters what the identity provider gives. */
async function enterDetails(page: Page, idp: IdentityProvider): Promise<void> {
  if (idp.type === 'SAML') {
    await page.getByLabel('Or its text').fill(idp.saml.metadata());
    await page.getByRole('button', { name: 'Read the metadata' }).click();
  } else {
    await page.getByLabel('Issuer').fill(idp.oidc.issuer);
    await page.getByLabel('Client ID').fill(idp.oidc.clientId);
    await page.getByLabel('Client secret').fill(idp.oidc.clientSecret);
    await page.getByRole('button', { name: 'Save' }).click();
  }
  await expect(page.getByRole('main').getByText('Everything is there.')).toBeVisible();
}

/** Tries the connection out as whoever logs in at the identity provider; the window that opened. */
async function tryOut(page: Page): Promise<Page> {
  const opened = page.waitForEvent('popup');
  await page.getByRole('button', { name: 'Test' }).click();
  const popup = await opened;
  await logIn(popup);
  return popup;
}

for (const speaks of connectionTypes)
  test.describe(speaks, () => {
    test.use({ speaks });

    test('an IT admin opens a link, sets the login up, tries it out, and switches it on', async ({
      idp,
      openBrowser,
      organization,
      page,
      usher,
    }) => {
      const { staff, email } = await prepare(usher, organization.id);
      const { url } = await makePortalLink(staff, organization.id);
      await page.goto(new URL(url).pathname);
      await page.getByRole('button', { name: 'Open the set-up' }).click();
      const protocol = speaks === 'SAML' ? 'SAML' : 'OpenID Connect';
      await page.getByRole('button', { name: `Use ${protocol} with another identity provider` }).click();
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(/to your identity provider$/);
      const connectionId = new URL(page.url()).pathname.split('/')[3] ?? '';
      if (idp.type === 'OIDC') idp.oidc.allowRedirect(redirectUriOf(usher, connectionId));

      await page.goto(`/portal/connections/${connectionId}/details`);
      await enterDetails(page, idp);
      await page.goto(`/portal/connections/${connectionId}/test`);
      idp.logInAs('ada@elsewhere.example.com');
      const refused = await tryOut(page);
      await expect(refused.getByRole('heading', { level: 1 })).toHaveText('A login like this is refused');
      await expect(refused.getByText('elsewhere.example.com is no verified domain')).toBeVisible();
      await expect(refused.getByText('Verify the domain of that address')).toBeVisible();
      // The page behind has heard of it, though the window was at another site.
      await expect(page.getByText('Refused: Domain')).toBeVisible();
      const closed = refused.waitForEvent('close');
      // The page may be gone before the click is reported.
      await refused
        .getByRole('button', { name: 'Close' })
        .click()
        .catch(() => {});
      await closed;
      const ada = email();
      idp.logInAs(ada, { groups: ['Everyone'] });
      // An OpenID provider remembers who has logged in there.
      await page.context().clearCookies({ name: /^_/ });
      const tried = await tryOut(page);
      await expect(tried.getByRole('heading', { level: 1 })).toHaveText('It works');
      await expect(tried.getByText('makes an account and a membership')).toBeVisible();
      for (const text of [ada, 'Lindqvist', 'Everyone'])
        await expect(tried.getByRole('definition').filter({ hasText: text }).first()).toBeVisible();
      await tried.close();
      await expect(page.getByRole('main').getByText('Works: would join as Member')).toBeVisible();
      expect(await usher.db.user.count({ where: { emailKey: ada } })).toBe(0);

      await page.goto(`/portal/connections/${connectionId}/enable`);
      await page.getByRole('button', { name: 'Switch on' }).click();
      await expect(page.getByRole('main').getByText('On', { exact: true })).toBeVisible();
      const employee = await openBrowser();
      await employee.goto(`/sso/v1/start?connection_id=${connectionId}`);
      await logIn(employee);
      await expect(employee).toHaveURL(`${usher.origin}/me`);
      await page.goto(`/portal/connections/${connectionId}/test`);
      await expect(
        page.getByRole('region', { name: 'Logins' }).getByRole('row', { name: ada }),
      ).toContainText('Logged in');
    });
  });
