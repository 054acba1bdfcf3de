import { createRoleManager, makeRole } from '@/tests/factories/roles';
import { freshEmail } from '@/tests/factories/world';
import { expect, test } from './fixtures';
import { toast } from './pages/toast';
import { UsersTab } from './pages/users-tab';

test.beforeEach(async ({ signIn, organization }) => signIn(organization.staff));

test('a wrong address is named at its field, and nothing that was typed is lost', async ({
  page,
  usher,
  organization,
}) => {
  const users = new UsersTab(page);
  await users.open(organization.id);
  await users.openInviteDialog();
  const email = users.dialog.getByLabel('Email address');
  const firstName = users.dialog.getByLabel('First name');
  await email.fill('ada@');
  await firstName.fill('Ada');
  await users.dialog.getByRole('button', { name: /Send Invitation/ }).click();
  await expect(email).toHaveAttribute('aria-invalid', 'true');
  await expect(email).toHaveAccessibleDescription(/address/i);
  await expect(email).toBeFocused();

  await page.keyboard.press('Escape');
  await expect(users.dialog).toBeHidden();
  await users.openInviteDialog();
  await expect(email).toHaveValue('ada@');
  await expect(firstName).toHaveValue('Ada');
  expect(await usher.db.membership.count({ where: { organizationId: organization.id } })).toBe(0);
});

test('inviting somebody who is invited already sends nothing, and offers to resend instead', async ({
  page,
  usher,
  organization,
  invite,
}) => {
  const { email, link } = await invite();
  const mailed = () => usher.resend.messages().filter((message) => message.to === email);
  const users = new UsersTab(page);
  await users.open(organization.id);
  await users.invite(email.toUpperCase());
  await expect(users.dialog.getByLabel('Email address')).toHaveAccessibleDescription(/already invited/);
  expect(mailed()).toHaveLength(1);

  await users.dialog.getByRole('button', { name: 'Resend' }).click();
  await expect(toast(page, `Reminded ${email}`)).toBeVisible();
  await expect(users.dialog).toBeHidden();
  await expect.poll(() => mailed().length).toBe(2);
  expect(mailed()[1]?.text, 'a reminder has the same link').toContain(link);
});

test('an active member cannot be invited, and the form says so before and after the press', async ({
  page,
  organization,
  newMember,
}) => {
  const { actor } = await newMember();
  const users = new UsersTab(page);
  await users.open(organization.id);
  await users.openInviteDialog();
  const email = users.dialog.getByLabel('Email address');
  await email.fill(actor.email);
  await expect(users.dialog.getByText('Already a member.')).toBeVisible();
  await users.dialog.getByRole('button', { name: /Send Invitation/ }).click();
  await expect(email).toHaveAccessibleDescription(/already a member/);
});

test('when every seat is taken the form says so and keeps what was typed', async ({
  page,
  usher,
  organization,
  newMember,
}) => {
  await newMember();
  const cap = { where: { id: organization.id }, data: { seatsCap: 1 } };
  await usher.db.organization.update(cap);
  const users = new UsersTab(page);
  await users.open(organization.id);
  const email = freshEmail('late');
  await users.invite(email);
  await expect(users.dialog.getByRole('alert')).toContainText('All 1 seats are taken');
  await expect(users.dialog.getByLabel('Email address')).toHaveValue(email);
  expect(await usher.db.user.count({ where: { email } })).toBe(0);

  await usher.db.organization.update({ ...cap, data: { seatsCap: 2 } });
  await users.dialog.getByRole('button', { name: /Send Invitation/ }).click();
  await expect(users.row(email)).toContainText('Pending');
});

test("an invitation gives a custom role of the organization and the person's names", async ({
  page,
  usher,
  organization,
  openBrowser,
}) => {
  const manager = await createRoleManager(usher.db);
  await makeRole(manager, organization.id, 'auditor', { permissions: ['activity:read'] });
  const users = new UsersTab(page);
  await users.open(organization.id);
  await users.openInviteDialog();
  const email = freshEmail('ada');
  await users.dialog.getByLabel('Email address').fill(email);
  await users.dialog.getByLabel('Role').click();
  await page.getByRole('option', { name: /auditor/ }).click();
  await users.dialog.getByLabel('First name').fill('Ada');
  await users.dialog.getByLabel('Last name').fill('Lindqvist');
  await users.dialog.getByRole('button', { name: /Send Invitation/ }).click();
  await expect(users.row(email)).toContainText('Ada Lindqvist');
  await expect(users.row(email)).toContainText('auditor');

  const { text } = await usher.resend.waitForMessage(email);
  expect(text).toContain('auditor');
  const invitee = await openBrowser();
  await invitee.goto(text.match(/http\S+\/invite\/\S+/)?.[0] ?? '');
  await expect(invitee.getByRole('main')).toContainText('auditor');
});

test('the keyboard is enough: I opens the form, Ctrl+Enter sends it, and the focus returns', async ({
  page,
  organization,
}) => {
  const users = new UsersTab(page);
  await users.open(organization.id);
  await page.keyboard.press('i');
  await expect(users.dialog.getByLabel('Email address')).toBeFocused();
  const email = freshEmail('keys');
  await page.keyboard.type(email);
  await page.keyboard.press('Control+Enter');
  await expect(users.dialog).toBeHidden();
  await expect(users.row(email)).toContainText('Pending');
  await page.keyboard.press('i');
  await expect(users.dialog.getByLabel('Email address')).toHaveValue('');
});
