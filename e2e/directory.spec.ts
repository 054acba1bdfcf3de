import { createGroup } from '@/lib/scim/create-group';
import { readGroup } from '@/lib/scim/read-group';
import { createTestDirectory, provisionUser } from '@/tests/factories/directories';
import { expect, test } from './fixtures';
import { toast } from './pages/toast';
import { UsersTab } from './pages/users-tab';

test('an admin connects a directory, which is answered, logged, rotated, switched off and deleted', async ({
  page,
  organization,
  signIn,
  newStaff,
}) => {
  await signIn(await newStaff('ADMIN'));
  await page.goto(`/organizations/${organization.id}/directory`);
  const dialog = page.getByRole('dialog');
  await page.getByRole('button', { name: /Add directory/ }).click();
  await dialog.getByRole('textbox', { name: /Name/ }).fill('People of Oslo');
  await dialog.getByRole('button', { name: 'Continue' }).click();
  await expect(page.getByRole('heading', { name: 'People of Oslo' })).toBeVisible();
  await page.getByRole('button', { name: 'Create a secret' }).click();
  await dialog.getByRole('button', { name: 'Create secret' }).click();
  const secret = await dialog.getByRole('textbox', { name: 'Secret' }).inputValue();
  await dialog.getByRole('button', { name: 'Done' }).click();
  const endpoint = await page.getByRole('textbox', { name: 'Base URL' }).inputValue();
  const send = async (displayName: string) => {
    const headers = { authorization: `Bearer ${secret}`, 'content-type': 'application/scim+json' };
    const schemas = ['urn:ietf:params:scim:schemas:core:2.0:Group'];
    const data = JSON.stringify({ schemas, displayName });
    return (await page.request.post(`${endpoint}/Groups`, { headers, data })).status();
  };
  expect(await send('Engineering')).toBe(403);
  await page.getByRole('button', { name: 'Switch on' }).click();
  await expect(page.getByRole('button', { name: 'Switch off' })).toBeVisible();
  expect(await send('Engineering')).toBe(201);
  expect(await send('Engineering')).toBe(409);

  await page.reload();
  const log = page.getByRole('table', { name: 'Log' });
  await expect(log.getByRole('row', { name: /Engineering/ }).last()).toContainText('Group was created');
  await expect(log).toContainText('Refused');
  await page.getByRole('link', { name: 'Groups 1', exact: true }).click();
  await expect(page.getByRole('table', { name: 'Groups of the directory' })).toContainText('Engineering');
  await page.getByRole('link', { name: 'Overview', exact: true }).click();
  await page.getByRole('link', { name: 'Search the whole log' }).click();
  await page.getByRole('searchbox', { name: 'Search whom or why' }).fill('nobody at all');
  await expect(page.getByRole('heading', { name: 'Nothing matches' })).toBeVisible();
  await page.getByRole('link', { name: 'Show the whole log' }).click();
  await expect(log).toContainText('Group was created');
  await page.getByRole('link', { name: 'Overview', exact: true }).click();
  await page.getByRole('button', { name: 'New secret' }).click();
  await dialog.getByRole('button', { name: 'Create secret' }).click();
  await dialog.getByRole('button', { name: 'Done' }).click();
  await expect(page.getByText(/^Ends /)).toBeVisible();
  expect(await send('Sales')).toBe(201);
  const old = `…${secret.slice(-4)}`;
  await page.getByRole('button', { name: `Revoke the secret ${old}` }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Revoke secret' }).click();
  await expect(page.getByText(old, { exact: true })).toHaveCount(0);
  expect(await send('Support')).toBe(401);

  await page.getByRole('button', { name: 'Switch off' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Switch off' }).click();
  await page.getByRole('button', { name: 'Delete directory' }).click();
  const question = page.getByRole('alertdialog');
  await expect(question).toContainText('No users and 2 groups are forgotten');
  await question.getByRole('button', { name: 'Delete directory' }).click();
  await expect(page.getByRole('heading', { name: 'No directory yet' })).toBeVisible();
});

test('a group gives a role once its preview was seen, and whom a directory manages is changed here once detached', async ({
  page,
  usher,
  organization,
  signIn,
  newStaff,
  newMember,
}) => {
  await newMember();
  const directory = await createTestDirectory(usher.db, { organizationId: organization.id });
  const { id, email } = await provisionUser(usher.db, directory);
  const request = { method: 'POST', path: '/Groups', body: null };
  const group = readGroup({ displayName: 'Engineering', members: [{ value: id }] });
  await createGroup(directory.ctx, { group, request, withMembers: false });

  await signIn(await newStaff('ADMIN'));
  await page.goto(`/organizations/${organization.id}/directory/${directory.directoryId}`);
  await page.getByRole('button', { name: 'Add group' }).click();
  await page.getByRole('button', { name: 'Group: none chosen' }).click();
  await page.getByRole('option', { name: 'Engineering' }).click();
  await page.getByRole('combobox', { name: 'Role' }).click();
  await page.getByRole('option', { name: 'Admin' }).click();
  await page.getByRole('button', { name: 'Preview' }).click();
  const preview = page.getByRole('heading', { name: 'What saving this would change' }).locator('..');
  await expect(preview).toContainText('1 person gets it');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(toast(page, 'The roles of groups were saved')).toBeVisible();
  await expect(preview).toHaveCount(0);

  const users = new UsersTab(page);
  await users.open(organization.id);
  const row = users.row(email);
  await expect(row).toContainText('Managed by Okta');
  await row.getByRole('button', { name: /why .* has these roles/ }).click();
  await expect(users.dialog).toContainText('By group Engineering of Okta');
  await page.keyboard.press('Escape');
  const menu = row.getByRole('button', { name: /Actions for/ });
  await menu.click();
  await expect(page.getByRole('menuitem', { name: 'Deactivate' })).toBeDisabled();
  await page.getByRole('menuitem', { name: 'Manage here instead' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Manage here' }).click();
  await expect(toast(page, 'is managed here from now on')).toBeVisible();
  await menu.click();
  await expect(page.getByRole('menuitem', { name: 'Deactivate' })).toBeEnabled();
});
