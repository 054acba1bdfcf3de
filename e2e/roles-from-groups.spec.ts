import { setRoleMappings } from '@/lib/connections/set-role-mappings';
import { followRoles } from '@/lib/memberships/follow-roles';
import { makeConnection } from '@/tests/factories/connections';
import { createRoleManager, makeRole } from '@/tests/factories/roles';
import { expect, test } from './fixtures';
import { toast } from './pages/toast';
import { UsersTab } from './pages/users-tab';

test('a role that a group gives says so, gives way to what people choose, and leads to its connection', async ({
  page,
  usher,
  organization,
  signIn,
  newStaff,
  newMember,
}) => {
  const manager = await createRoleManager(usher.db);
  const roleId = await makeRole(manager, organization.id, 'pilot');
  const ref = await makeConnection(manager, organization.id);
  await setRoleMappings(manager, {
    ...ref,
    mappings: [{ attribute: 'groups', value: 'Flight deck', roleId }],
  });
  const { actor, membershipId } = await newMember();
  await usher.db.membershipRole.updateMany({ where: { membershipId }, data: { source: 'DEFAULT' } });
  await newMember();
  const roles = new Map([[membershipId, [{ roleId, reason: 'group Flight deck' }]]]);
  const said = { organizationId: organization.id, source: 'SSO', roles } as const;
  await usher.db.$transaction((tx) => followRoles(tx, manager, said));

  await signIn(await newStaff('ADMIN'));
  const users = new UsersTab(page);
  await users.open(organization.id);
  const why = users.row(actor.email).getByRole('button', { name: /why .* has these roles/ });
  await why.click();
  await expect(users.dialog).toContainText('Single sign-on: group Flight deck');
  await page.keyboard.press('Escape');

  await users.choose(actor.email, 'Change roles');
  await users.dialog.getByRole('checkbox', { name: /^pilot/ }).click();
  await users.dialog.getByRole('checkbox', { name: /^Member/ }).click();
  await expect(users.dialog).toContainText('change their roles no more');
  await users.dialog.getByRole('button', { name: 'Save' }).click();
  await expect(toast(page, 'is now Member')).toBeVisible();
  await users.choose(actor.email, 'Change roles');
  await users.dialog.getByRole('button', { name: 'Let groups decide' }).click();
  await expect(toast(page, 'Groups decide the roles')).toBeVisible();
  await why.click();
  await expect(users.dialog).toContainText('By default: until groups decide');

  await page.goto(`/organizations/${organization.id}/roles`);
  await page.getByRole('button', { name: 'Actions for pilot' }).click();
  await page.getByRole('menuitem', { name: 'Delete' }).click();
  await expect(page.getByRole('dialog', { name: 'pilot cannot be deleted yet' })).toBeVisible();
  await page.getByRole('link', { name: 'Open the connection' }).click();
  await expect(page.getByRole('textbox', { name: 'Group', exact: true })).toHaveValue('Flight deck');
});
