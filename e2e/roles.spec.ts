import { createRoleManager, makeRole } from '@/tests/factories/roles';
import { freshEmail } from '@/tests/factories/world';
import { expect, test } from './fixtures';
import { openByKey } from './pages/keys';
import { toast } from './pages/toast';
import { UsersTab } from './pages/users-tab';

test('a role is created, given in an invitation, and not deleted while somebody has it', async ({
  page,
  organization,
  signIn,
  newStaff,
}) => {
  await signIn(await newStaff('ADMIN'));
  const path = `/organizations/${organization.id}/roles`;
  await page.goto(path);
  await page.getByRole('heading', { name: 'No roles of its own yet' }).waitFor();
  const form = page.getByRole('dialog');
  await openByKey(page, 'c', form);
  await form.getByRole('textbox', { name: 'Role' }).fill('Billing contact');
  await expect(form.getByRole('textbox', { name: 'Name' })).toHaveValue('billing_contact');
  await form.getByLabel('Inherits from').click();
  await page.getByRole('option', { name: 'Member' }).click();
  await form.getByRole('checkbox', { name: /activity:read/ }).click();
  await page.keyboard.press('Control+Enter');
  const own = page.getByRole('table', { name: `Roles of ${organization.name}` });
  await expect(own.getByRole('row', { name: /Billing contact/ })).toBeVisible();

  const users = new UsersTab(page);
  await users.open(organization.id);
  await users.openInviteDialog();
  const email = freshEmail('billing');
  await users.dialog.getByLabel('Email address').fill(email);
  await users.dialog.getByLabel('Role').click();
  await page.getByRole('option', { name: /^Billing contact/ }).click();
  await users.dialog.getByRole('button', { name: /Send Invitation/ }).click();
  await expect(users.row(email)).toContainText('Billing contact');

  await page.goto(path);
  await own.getByRole('button', { name: 'Actions for Billing contact' }).click();
  await page.getByRole('menuitem', { name: 'Delete' }).click();
  await expect(page.getByRole('dialog')).toContainText('1 user has it');
  await page.getByRole('link', { name: 'Show 1 user' }).click();
  await expect(users.rows).toHaveCount(1);
  await users.choose(email, 'Revoke invitation');
  await users.confirm('Revoke');
  await expect(users.row(email)).toHaveCount(0);

  await page.goto(path);
  await own.getByRole('button', { name: 'Actions for Billing contact' }).click();
  await page.getByRole('menuitem', { name: 'Delete' }).click();
  await users.confirm('Delete role');
  await expect(page.getByRole('heading', { name: 'No roles of its own yet' })).toBeVisible();
});

test('a wrong or taken name is named at its field, and nothing that was chosen is lost', async ({
  page,
  usher,
  organization,
  signIn,
  newStaff,
}) => {
  await makeRole(await createRoleManager(usher.db), organization.id, 'auditor');
  await signIn(await newStaff('ADMIN'));
  await page.goto(`/organizations/${organization.id}/roles?role=new`);
  const form = page.getByRole('dialog');
  await form.getByRole('textbox', { name: 'Role' }).fill('Auditor');
  await form.getByRole('checkbox', { name: /activity:read/ }).click();
  await form.getByRole('button', { name: /Create role/ }).click();
  await expect(form.getByRole('textbox', { name: 'Name' })).toHaveAttribute('aria-invalid', 'true');
  await expect(form.getByRole('checkbox', { name: /activity:read/ })).toBeChecked();
  await form.getByRole('textbox', { name: 'Name' }).fill('not a name!');
  await form.getByRole('button', { name: /Create role/ }).click();
  await expect(form.getByRole('textbox', { name: 'Name' })).toHaveAccessibleDescription(
    /letter|lower|character/i,
  );
  expect(await usher.db.role.count({ where: { organizationId: organization.id } })).toBe(1);
});

test('what a role gains holds at the next click, also for a role that inherits from it', async ({
  page,
  openBrowser,
  usher,
  organization,
  signIn,
  newStaff,
  newMember,
}) => {
  const manager = await createRoleManager(usher.db);
  const extendsId = await makeRole(manager, organization.id, 'reader');
  const heir = await makeRole(manager, organization.id, 'heir', { extendsId });
  const { actor } = await newMember({ roleIds: [heir] });
  const member = await openBrowser({ as: actor });
  const path = `/organizations/${organization.id}`;
  await member.goto(`${path}/users`);
  await expect(member).toHaveURL(/\/me$/);

  await signIn(await newStaff('ADMIN'));
  await page.goto(`${path}/roles?role=${extendsId}`);
  await page.getByRole('checkbox', { name: /members:read/ }).click();
  await page.getByRole('button', { name: /^Save/ }).click();
  await expect(toast(page, 'reader was changed')).toBeVisible();
  await new UsersTab(member).open(organization.id);
});

test('nobody puts more into a role than they may do themselves', async ({
  page,
  usher,
  organization,
  signIn,
  newMember,
}) => {
  const permissions = ['members:read', 'roles:manage'];
  const roleId = await makeRole(await createRoleManager(usher.db), organization.id, 'keeper', {
    permissions,
  });
  const { actor } = await newMember({ roleIds: [roleId] });
  await signIn(actor);
  await page.goto(`/organizations/${organization.id}/roles?role=new`);
  const form = page.getByRole('dialog');
  await expect(form.getByRole('checkbox', { name: /members:manage/ })).toBeDisabled();
  await expect(form.getByRole('checkbox', { name: /members:read/ })).toBeEnabled();
  await form.getByLabel('Inherits from').click();
  await expect(page.getByRole('option', { name: 'Admin' })).toBeDisabled();
});

test('an invitation begins with the default role of the organization', async ({
  page,
  usher,
  organization,
  signIn,
  newStaff,
}) => {
  await makeRole(await createRoleManager(usher.db), organization.id, 'guest');
  await signIn(await newStaff('ADMIN'));
  await page.goto(`/organizations/${organization.id}/roles`);
  await page.getByRole('combobox', { name: 'New users' }).click();
  await page.getByRole('option', { name: 'guest' }).click();
  await page.getByRole('button', { name: 'Save default roles' }).click();
  await expect(toast(page, 'The default roles were changed')).toBeVisible();
  const users = new UsersTab(page);
  await users.open(organization.id);
  await users.openInviteDialog();
  await expect(users.dialog.getByLabel('Role')).toHaveText('guest');
});
