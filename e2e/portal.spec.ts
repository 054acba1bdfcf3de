import type { Page } from '@playwright/test';
import type { Ctx } from '@/lib/authz/context';
import { createServiceProviderKey } from '@/lib/connections/service-provider-key';
import { makePortalLink } from '@/tests/factories/portal';
import { programFor } from '@/tests/factories/programs';
import { contextFor, createStaff } from '@/tests/factories/world';
import { expect, test } from './fixtures';
import { toast } from './pages/toast';

async function openSetup(page: Page, link: string): Promise<void> {
  await page.goto(link);
  await page.getByRole('button', { name: 'Open the set-up' }).click();
  await expect(page).toHaveURL(/\/portal$/);
}

/** A set-up link of a staff admin, without its origin: this process does not know where the server is. */
async function makeLink(staff: Ctx, organizationId: string): Promise<string> {
  return new URL((await makePortalLink(staff, organizationId)).url).pathname;
}

/** The IT admin sets the directory up as well, and watches it send somebody, somebody foreign and a group. */
async function connectDirectory(guest: Page, domain: string): Promise<void> {
  const dialog = guest.getByRole('dialog');
  await guest.goto('/portal');
  await guest.getByRole('link', { name: 'Set up your directory' }).click();
  await guest.getByRole('button', { name: 'Use Okta' }).click();
  await guest.getByRole('button', { name: `Verify now: ${domain}` }).click();
  await expect(guest.getByRole('main').getByText('By its TXT record')).toBeVisible();
  await guest.getByRole('link', { name: 'Switch it on' }).last().click();
  await guest.getByRole('button', { name: 'Switch on' }).click();
  await expect(guest.getByRole('button', { name: 'Switch off' })).toBeVisible();
  await guest
    .getByRole('link', { name: /Connect Okta/ })
    .last()
    .click();
  const endpoint = await guest.getByRole('textbox', { name: 'Base URL', exact: true }).inputValue();
  await guest.getByRole('button', { name: 'Create a secret' }).click();
  await dialog.getByRole('button', { name: 'Create secret' }).click();
  const secret = await dialog.getByRole('textbox', { name: 'Secret' }).inputValue();
  await dialog.getByRole('button', { name: 'Done' }).click();
  await guest.getByRole('link', { name: 'See what arrives' }).last().click();
  await expect(guest.getByText('The directory has sent nothing yet')).toBeVisible();
  await expect(guest.getByRole('main').getByText('Live', { exact: true })).toBeVisible();

  const send = async (path: string, data: object): Promise<{ id: string }> => {
    const headers = { authorization: `Bearer ${secret}`, 'content-type': 'application/scim+json' };
    return (await guest.request.post(endpoint + path, { headers, data })).json();
  };
  const schema = (name: string) => ({ schemas: [`urn:ietf:params:scim:schemas:core:2.0:${name}`] });
  await send('/Users', { ...schema('User'), userName: 'eve@elsewhere.example.net' });
  const { id } = await send('/Users', { ...schema('User'), userName: `grace@${domain}` });
  await send('/Groups', { ...schema('Group'), displayName: 'Engineering', members: [{ value: id }] });
  const log = guest.getByRole('table', { name: 'Log' });
  await expect(log.getByRole('row', { name: /eve@/ })).toContainText('is not a verified domain');
  await expect(log.getByRole('row', { name: `grace@${domain} Became` })).toBeVisible();
  await expect(log.getByRole('row', { name: /Engineering/ })).toContainText('Group was created');

  await guest.getByRole('link', { name: 'Roles of groups' }).last().click();
  await guest.getByRole('button', { name: 'Add group' }).click();
  await guest.getByRole('button', { name: 'Group: none chosen' }).click();
  await guest.getByRole('option', { name: 'Engineering' }).click();
  await guest.getByRole('combobox', { name: 'Role' }).click();
  await guest.getByRole('option', { name: 'Admin' }).click();
  await guest.getByRole('button', { name: 'Preview' }).click();
  await expect(guest.getByText('1 person gets it')).toBeVisible();
  await guest.getByRole('button', { name: 'Save' }).click();
  await expect(toast(guest, 'The roles of groups were saved')).toBeVisible();
  await expect(guest.getByRole('heading', { name: 'You are done' })).toBeVisible();
}

test('an admin makes a set-up link, by which an IT admin without an account sets up SAML and the directory', async ({
  page,
  usher,
  organization,
  signIn,
  newStaff,
  openBrowser,
}) => {
  const features = { ssoEnabled: true, directoryEnabled: true };
  await usher.db.organization.update({ where: { id: organization.id }, data: features });
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

  usher.dns.setTxt(`_usher-challenge.${domain}`, txtSecret);
  await connectDirectory(guest, domain);

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
