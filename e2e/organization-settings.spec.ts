import { adminRoleId } from '@/tests/factories/world';
import { expect, test } from './fixtures';
import { InvitationPage } from './pages/invitation-page';
import { save } from './pages/save';
import { toast } from './pages/toast';
import { UsersTab } from './pages/users-tab';

test('how long invitations are open is set in words, and holds for the next one', async ({
  page,
  usher,
  organization,
  signIn,
  newMember,
  invite,
}) => {
  const { actor } = await newMember();
  await signIn(actor);
  await page.goto(`/organizations/${organization.id}/settings`);
  const field = page.getByRole('textbox', { name: 'Open for' });
  await field.fill('soon');
  await save(page, field);
  await expect(field).toHaveAttribute('aria-invalid', 'true');
  await expect(field).toHaveValue('soon');
  await field.fill('3 days');
  await save(page, field);
  await expect(toast(page, 'saved')).toBeVisible();
  const { invitationId } = await invite();
  const { expiresAt } = await usher.db.invitation.findUniqueOrThrow({ where: { id: invitationId } });
  expect((expiresAt.getTime() - Date.now()) / 86_400_000).toBeCloseTo(3, 1);
});

test('how long people stay signed in is set in words, and shortens who is signed in already', async ({
  page,
  usher,
  organization,
  signIn,
  newMember,
}) => {
  const { actor } = await newMember();
  await signIn(actor);
  const { id } = organization;
  await usher.db.session.updateMany({ where: { userId: actor.userId }, data: { organizationId: id } });
  await page.goto(`/organizations/${id}/settings`);
  const field = page.getByRole('textbox', { name: 'At most' });
  const idle = page.getByRole('textbox', { name: 'Without use' });
  await idle.fill('45 minutes');
  await save(page, field);
  await expect(field).toHaveAttribute('aria-invalid', 'true');
  await expect(idle).toHaveValue('45 minutes');
  await field.fill('8 hours');
  await save(page, field);
  await expect(toast(page, 'saved')).toBeVisible();
  const session = await usher.db.session.findFirstOrThrow({ where: { userId: actor.userId } });
  expect((session.expires.getTime() - session.lastSeenAt.getTime()) / 60_000).toBeLessThanOrEqual(45);
});

test('seats are never set below those that are taken, and a raise lets the next one in', async ({
  page,
  organization,
  signIn,
  newStaff,
  invite,
}) => {
  await invite();
  await invite();
  await signIn(await newStaff('ADMIN'));
  await page.goto(`/organizations/${organization.id}/settings`);
  const field = page.getByRole('textbox', { name: 'Seats' });
  await field.fill('1');
  await page.getByRole('button', { name: 'Change seats' }).click();
  await expect(field).toHaveAttribute('aria-invalid', 'true');
  await expect(field).toHaveAccessibleDescription(/More seats than that are taken/);
  await expect(field).toHaveValue('1');
  await field.fill('2');
  await page.getByRole('button', { name: 'Change seats' }).click();
  await expect(toast(page, 'There are 2 seats now')).toBeVisible();
  await expect(invite()).rejects.toThrow(/All 2 seats are taken/);
  await field.fill('');
  await page.getByRole('button', { name: 'Change seats' }).click();
  await expect(toast(page, 'There is no limit any more')).toBeVisible();
  await invite();
});

test('where only the staff may invite, an admin of the organization loses the way to at once', async ({
  page,
  openBrowser,
  organization,
  signIn,
  newStaff,
  newMember,
}) => {
  const { actor } = await newMember();
  const admin = new UsersTab(await openBrowser({ as: actor }));
  await admin.open(organization.id);
  await expect(admin.page.getByRole('button', { name: /Invite User/ })).toBeVisible();

  await signIn(await newStaff('ADMIN'));
  await page.goto(`/organizations/${organization.id}/settings`);
  const choice = page.getByRole('radio', { name: /Your staff only/ });
  await choice.click();
  await save(page, choice);
  await expect(toast(page, 'saved')).toBeVisible();

  await expect(admin.page.getByRole('button', { name: /Invite User/ })).toHaveCount(0);
});

test('deleting an organization asks for its name, ends everything in it and says what that was', async ({
  page,
  openBrowser,
  organization,
  signIn,
  newStaff,
  newMember,
  invite,
}) => {
  const { actor } = await newMember({ roleIds: [adminRoleId] });
  const member = await openBrowser({ as: actor });
  await member.goto('/me');
  const { link } = await invite();
  await signIn(await newStaff('ADMIN'));
  await page.goto(`/organizations/${organization.id}/settings`);
  await page.getByRole('button', { name: `Delete ${organization.name}` }).click();
  const question = page.getByRole('alertdialog');
  const confirm = question.getByRole('button', { name: 'Delete organization' });
  await question.getByRole('textbox').fill('Acme');
  await expect(confirm).toBeDisabled();
  await question.getByRole('textbox').fill(organization.name);
  await confirm.click();
  await expect(page).toHaveURL(/\/organizations$/);
  await expect(toast(page, '1 invitation revoked')).toBeVisible();
  await member.reload();
  await expect(member).toHaveURL(/\/login/);
  const invitation = new InvitationPage(await openBrowser());
  await invitation.open(link);
  await expect(invitation.join).toHaveCount(0);
  expect((await page.goto(`/organizations/${organization.id}/users`))?.status()).toBe(404);
});
