import type { Page } from '@playwright/test';
import type { Ctx } from '@/lib/authz/context';
import { createServiceProviderKey } from '@/lib/connections/service-provider-key';
import { makePortalLink } from '@/tests/factories/portal';
import { programFor } from '@/tests/factories/programs';
import { contextFor, createStaff } from '@/tests/factories/world';
import { expect, test } from './fixtures';

async function openSetup(page: Page, link: string): Promise<void> {
  await page.goto(link);
  await page.getByRole('button', { name: 'Open the set-up' }).click();
  await expect(page).toHaveURL(/\/portal$/);
}

/** A set-up link of a staff admin, without its origin: this process does not know where the server is. */
async function makeLink(staff: Ctx, organizationId: string): Promise<string> {
  return new URL((await makePortalLink(staff, organizationId)).url).pathname;
}

test('an admin makes a set-up link, by which an IT admin without an account sets SAML up', async ({
  page,
  usher,
  organization,
  signIn,
  newStaff,
  openBrowser,
}) => {
  await usher.db.organization.update({ where: { id: organization.id }, data: { ssoEnabled: true } });
  await signIn(await newStaff('ADMIN'));
  await page.goto(`/organizations/${organization.id}/sso`);
  await page.getByRole('link', { name: 'Set-up links' }).click();
  await page.getByRole('button', { name: 'Create set-up link' }).click();
  await page.getByRole('button', { name: 'Create link' }).click();
  const link = await page.getByRole('textbox', { name: 'Set-up link' }).inputValue();
  await page.getByRole('button', { name: 'Done' }).click();
  await expect(page.getByRole('row', { name: /Staff ADMIN/ })).toContainText('Not yet');

  const guest = await openBrowser();
  await openSetup(guest, link);
  await expect(guest.getByRole('heading', { level: 1 })).toContainText(organization.name);
  await guest.getByRole('button', { name: 'Use SAML with Okta' }).click();
  await expect(guest.getByRole('heading', { level: 1 })).toHaveText(/to Okta$/);
  const [connection] = await usher.db.connection.findMany({ where: { organizationId: organization.id } });
  const address = `${usher.origin}/sso/v1/saml/${connection?.id}`;
  await expect(guest.getByRole('textbox', { name: 'Single sign-on URL' })).toHaveValue(`${address}/callback`);
  await expect(guest.getByRole('textbox', { name: 'Audience URI (SP Entity ID)' })).toHaveValue(address);

  await guest.getByRole('link', { name: 'Enter what Okta gave you' }).last().click();
  await guest.getByRole('textbox', { name: 'Issuer' }).fill('https://idp.example.com/entity');
  await guest.getByRole('textbox', { name: 'Sign on URL' }).fill('https://idp.example.com/sso');
  await guest.getByRole('button', { name: 'Save' }).click();
  await expect(guest.getByRole('main').getByText('Still missing: a certificate.')).toBeVisible();
  await guest.getByRole('button', { name: 'Add certificate' }).click();
  const { certificate } = await createServiceProviderKey(new Date());
  await guest.getByRole('textbox', { name: 'Signing Certificate' }).fill(certificate);
  await guest.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(guest.getByRole('main').getByText('Everything is there.')).toBeVisible();
  await guest.reload();
  await expect(guest.getByRole('textbox', { name: 'Issuer' })).toHaveValue('https://idp.example.com/entity');
  await guest.getByRole('link', { name: 'Verify your domains' }).last().click();
  await guest.getByRole('button', { name: 'Add domain' }).click();
  const domain = `${organization.id.replace('_', '-')}.example.org`;
  await guest.getByRole('textbox', { name: 'Domain' }).fill(domain);
  await guest.getByRole('dialog').getByRole('button', { name: 'Add domain' }).click();
  await expect(guest.getByRole('heading', { name: domain })).toBeVisible();
  const { txtSecret } = await usher.db.domain.findFirstOrThrow({ where: { domain } });
  await expect(guest.locator(`input[value="${txtSecret}"]`)).toBeVisible();
  await guest.goto(`/portal/connections/${connection?.id}/enable`);
  await expect(guest.getByRole('note')).toContainText('No domain is verified yet');
  await guest.getByRole('button', { name: 'Switch on' }).click();
  await expect(guest.getByRole('main').getByText('On', { exact: true })).toBeVisible();

  await page.goto(`/organizations/${organization.id}/activity`);
  await expect(page.getByRole('main').getByText('IT admin (set-up link)').first()).toBeVisible();
});

test('a set-up link opens nothing else, and closing it lets the browser out', async ({
  usher,
  organization,
  openBrowser,
}) => {
  const admin = contextFor(usher.db, await createStaff(usher.db, 'ADMIN'), new Date());
  const link = await makeLink(admin, organization.id);
  const guest = await openBrowser();
  await openSetup(guest, `${link}?returnTo=//evil.example`);
  for (const path of [`/organizations/${organization.id}/sso`, '/organizations', '/me']) {
    await guest.goto(path);
    await expect(guest).toHaveURL(/\/login/);
  }
  await guest.goto('/portal');
  await guest.getByRole('button', { name: 'Close the set-up' }).click();
  await expect(guest.getByRole('heading', { name: 'No set-up is open in this browser' })).toBeVisible();
  expect(await usher.db.portalSession.count({ where: { link: { organizationId: organization.id } } })).toBe(
    0,
  );
});

test('a revoked set-up link puts out whoever is in at once, and says whom to ask', async ({
  page,
  usher,
  organization,
  signIn,
  newStaff,
  openBrowser,
}) => {
  const staff = await newStaff('ADMIN');
  const link = await makeLink(contextFor(usher.db, staff, new Date()), organization.id);
  const guest = await openBrowser();
  await openSetup(guest, link);
  await signIn(staff);
  await page.goto(`/organizations/${organization.id}/sso/links`);
  await page.getByRole('button', { name: /^Actions for/ }).click();
  await page.getByRole('menuitem', { name: 'Revoke' }).click();
  await page.getByRole('button', { name: 'Revoke link' }).click();
  await expect(page.getByRole('main').getByText('Revoked', { exact: true })).toBeVisible();
  await guest.getByRole('button', { name: 'Use SAML with Okta' }).click();
  await expect(guest.getByRole('heading', { name: 'No set-up is open in this browser' })).toBeVisible();
  expect(await usher.db.connection.count({ where: { organizationId: organization.id } })).toBe(0);
  await guest.goto(link);
  await expect(guest.getByRole('heading', { name: 'This set-up link was revoked' })).toBeVisible();
  await expect(guest.getByRole('main').getByText('Ask Staff ADMIN for a new one.')).toBeVisible();
});

test('a set-up link of the application opens once, without scripts too', async ({
  usher,
  organization,
  openBrowser,
}) => {
  const link = await makeLink(programFor(usher.db, new Date()), organization.id);
  const [first, second] = [await openBrowser({ javaScriptEnabled: false }), await openBrowser()];
  await second.goto(link);
  await openSetup(first, link);
  await expect(first.getByRole('heading', { level: 1 })).toContainText(organization.name);
  await second.getByRole('button', { name: 'Open the set-up' }).click();
  await expect(second.getByRole('heading', { name: 'This set-up link has been used' })).toBeVisible();
  await first.goto(link);
  await expect(first.getByRole('link', { name: 'Continue' })).toBeVisible();
});
