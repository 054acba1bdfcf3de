import type { Page } from '@playwright/test';
import { makeCompleteConnection } from '@/tests/factories/connections';
import { addDomain } from '@/tests/factories/domains';
import { contextFor, memberRoleId } from '@/tests/factories/world';
import { startOidcIdp } from '@/tests/fakes/oidc-idp';
import { startSamlIdp } from '@/tests/fakes/saml-idp';
import { expect, test } from './fixtures';
import { openByKey } from './pages/keys';

const section = (page: Page, name: string) =>
  page.locator('section').filter({ has: page.getByRole('heading', { name, exact: true }) });

async function addConnection(page: Page, provider: string, protocol: string): Promise<void> {
  const dialog = page.getByRole('dialog');
  await openByKey(page, 'c', dialog);
  await dialog.getByRole('combobox', { name: 'Identity provider' }).click();
  await page.getByRole('option', { name: provider }).click();
  await dialog.getByRole('radio', { name: protocol }).click();
  await dialog.getByRole('button', { name: /Continue/ }).click();
  await expect(page).toHaveURL(/\/sso\/conn_\d+$/);
}

test('an admin of the staff sets up SAML by metadata, maps a group to a role and switches it on', async ({
  page,
  organization,
  signIn,
  newStaff,
}) => {
  const idp = await startSamlIdp({ nameId: 'ada@example.com', attributes: {} });
  await signIn(await newStaff('ADMIN'));
  await page.goto(`/organizations/${organization.id}/sso`);
  await page.getByRole('button', { name: 'Switch on for this organization' }).click();
  await expect(page.getByRole('main').getByText('Single sign-on is not switched on')).toBeHidden();

  await addConnection(page, 'Okta', 'SAML');
  const connectionId = page.url().split('/').at(-1);
  const acs = page.getByRole('textbox', { name: 'Single sign-on URL' });
  await expect(acs).toHaveValue(new RegExp(`/sso/v1/saml/${connectionId}/callback$`));
  await expect(page.getByRole('button', { name: 'Switch on' })).toBeDisabled();

  const metadata = section(page, 'Copy from Okta');
  await metadata.getByRole('textbox', { name: 'Address of the metadata' }).fill('https://10.0.0.1/metadata');
  await metadata.getByRole('button', { name: 'Read the metadata' }).click();
  await expect(metadata.getByText(/private network/)).toBeVisible();
  await metadata.getByRole('textbox', { name: 'Address of the metadata' }).fill(idp.metadataUrl);
  await metadata.getByRole('button', { name: 'Read the metadata' }).click();
  await expect(section(page, 'Or field by field').getByRole('textbox', { name: 'Issuer' })).toHaveValue(
    idp.entityId,
  );
  await expect(section(page, 'Certificates').getByRole('listitem')).toHaveCount(idp.certificates.length);

  const roles = section(page, 'Roles of groups');
  await roles.getByRole('button', { name: 'Add group' }).click();
  await roles.getByRole('textbox', { name: 'Group', exact: true }).fill('Platform');
  await roles.getByRole('combobox', { name: 'Role', exact: true }).click();
  await page.getByRole('option', { name: 'Admin' }).click();
  await roles.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('The roles of groups were saved', { exact: true })).toBeVisible();
  await roles.getByRole('textbox', { name: 'Their groups' }).fill('Everyone\nPlatform');
  await roles.getByRole('button', { name: 'Show roles' }).click();
  await expect(roles.getByText('Would be Admin, because of group Platform.')).toBeVisible();

  await page.getByRole('button', { name: 'Switch on' }).click();
  await expect(page.getByRole('button', { name: 'Switch off' })).toBeVisible();
  await page.goto(`/organizations?q=${organization.id}`);
  await expect(page.getByRole('row', { name: organization.name })).toContainText('On');
  await idp.stop();
});

test('an admin of the organization sets up OpenID Connect, and deletes it knowing what ends', async ({
  page,
  usher,
  organization,
  signIn,
  newMember,
}) => {
  const idp = await startOidcIdp({ user: { sub: 'ada' } });
  const data = { ssoEnabled: true };
  await usher.db.organization.update({ where: { id: organization.id }, data });
  await signIn((await newMember()).actor);
  await page.goto(`/organizations/${organization.id}/sso`);
  await addConnection(page, 'Okta', 'OpenID Connect');

  const settings = section(page, 'Copy from Okta');
  const issuer = settings.getByRole('textbox', { name: 'Issuer' });
  await issuer.fill('https://login.microsoftonline.com/common/v2.0');
  await settings.getByRole('textbox', { name: 'Client ID' }).fill('usher');
  await settings.getByLabel('Client secret').fill('a secret');
  await settings.getByRole('button', { name: 'Save' }).click();
  await expect(settings.getByText(/stands for every customer of Microsoft/)).toBeVisible();
  await issuer.fill('http://127.0.0.1:1/nobody-there');
  await settings.getByRole('button', { name: 'Save' }).click();
  await expect(issuer).toHaveAttribute('aria-invalid', 'true');
  await issuer.fill(`${idp.issuer}/.well-known/openid-configuration`);
  await settings.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('main').getByText('Ready to be switched on')).toBeVisible();
  await expect(settings.getByLabel('Client secret')).toHaveValue('');
  await expect(issuer).toHaveValue(idp.issuer);

  await page.getByRole('button', { name: 'Delete connection' }).click();
  const dialog = page.getByRole('alertdialog');
  await expect(dialog.getByText('No sessions of logins by it end at once')).toBeVisible();
  await dialog.getByRole('button', { name: 'Delete connection' }).click();
  await expect(page.getByRole('heading', { name: 'No connection yet' })).toBeVisible();
  await idp.stop();
});

test('support sees a connection and changes nothing; a member does not see it', async ({
  page,
  organization,
  openBrowser,
  signIn,
  newMember,
}) => {
  await signIn(organization.staff);
  await page.goto(`/organizations/${organization.id}/sso`);
  await expect(page.getByRole('heading', { name: 'No connection yet' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Add connection' })).toHaveCount(0);
  const { actor } = await newMember({ roleIds: [memberRoleId] });
  const other = await openBrowser({ as: actor });
  await other.goto(`/organizations/${organization.id}/users`);
  await expect(other.getByRole('link', { name: 'SSO' })).toHaveCount(0);
});

test('members can be made to use SSO only where that is a way in', async ({
  page,
  usher,
  organization,
  signIn,
  newStaff,
  newMember,
}) => {
  await usher.db.organization.update({ where: { id: organization.id }, data: { ssoEnabled: true } });
  const staff = await newStaff('ADMIN');
  await signIn(staff);
  await page.goto(`/organizations/${organization.id}/settings`);
  const form = section(page, 'Single sign-on');
  await form.getByRole('button', { name: 'Require SSO' }).click();
  await expect(form.getByText('Switch a connection on first: nobody could log in.')).toBeVisible();
  const admin = contextFor(usher.db, staff);
  await makeCompleteConnection(admin, organization.id, { enabled: true });
  await addDomain(admin, organization.id);
  await newMember({ roleIds: [memberRoleId] });
  await form.getByRole('button', { name: 'Require SSO' }).click();
  const question = page.getByRole('alertdialog');
  await expect(question).toContainText('1 member logs in by the organization’s identity provider alone');
  await expect(question).toContainText('1 of them has no address in a verified domain');
  await question.getByRole('button', { name: 'Require SSO' }).click();
  await form.getByRole('button', { name: 'No longer require SSO' }).click();
  await question.getByRole('button', { name: 'No longer require SSO' }).click();
  await expect(form.getByText('Off', { exact: true })).toBeVisible();
});
