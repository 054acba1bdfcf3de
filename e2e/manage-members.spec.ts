import { createPerson } from '@/tests/factories/members';
import { memberRoleId } from '@/tests/factories/world';
import { expect, test } from './fixtures';
import { InvitationPage } from './pages/invitation-page';
import { toast } from './pages/toast';
import { UsersTab } from './pages/users-tab';
import { startSession } from './session';

test.beforeEach(async ({ signIn, organization }) => signIn(organization.staff));

test('changed roles hold from the next click of the person, and can be undone', async ({
  page,
  openBrowser,
  organization,
  newMember,
}) => {
  await newMember();
  const { actor } = await newMember({ roleIds: [memberRoleId] });
  const member = await openBrowser({ as: actor });
  const list = `/organizations/${organization.id}/users`;
  await member.goto(list);
  await expect(member).toHaveURL(/\/me$/);

  const users = new UsersTab(page);
  await users.open(organization.id);
  await users.choose(actor.email, 'Change roles');
  await users.dialog.getByRole('checkbox', { name: /^Member/ }).click();
  await expect(users.dialog.getByRole('button', { name: 'Save' })).toBeDisabled();
  await users.dialog.getByRole('checkbox', { name: /^Admin/ }).click();
  await users.dialog.getByRole('button', { name: 'Save' }).click();
  await expect(users.row(actor.email)).toContainText('Admin');
  await expect(toast(page, /is now Admin/)).toBeVisible();
  await new UsersTab(member).open(organization.id);

  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(users.row(actor.email)).toContainText('Member');
  await expect(toast(page, /is now Member/)).toBeVisible();
  await member.goto(list);
  await expect(member).toHaveURL(/\/me$/);
});

test('a deactivated person loses access with their next request, and is in again once reactivated', async ({
  page,
  openBrowser,
  organization,
  newMember,
}) => {
  await newMember();
  const { actor } = await newMember();
  const member = await openBrowser({ as: actor });
  await new UsersTab(member).open(organization.id);

  const users = new UsersTab(page);
  await users.open(organization.id);
  await users.choose(actor.email, 'Deactivate');
  await expect(users.question.getByRole('listitem')).toHaveText(['1 session ends', 'The seat is free again']);
  await users.confirm('Deactivate');
  await expect(toast(page, '1 session ended.')).toBeVisible();
  await expect(users.row(actor.email)).toContainText('Inactive');
  await member.reload();
  await expect(member).toHaveURL(/\/login\?returnTo=/);

  await users.choose(actor.email, 'Reactivate');
  await expect(users.row(actor.email)).toContainText('Active');
  await expect(toast(page, /is active again/)).toBeVisible();
  const again = await openBrowser({ as: actor });
  await new UsersTab(again).open(organization.id);
});

test('the question before a removal says what ends, and the receipt what did', async ({
  page,
  usher,
  openBrowser,
  organization,
  newMember,
}) => {
  await newMember();
  const { actor, membershipId } = await newMember();
  const member = await openBrowser({ as: actor });
  await startSession(usher, actor);
  const users = new UsersTab(page);
  await users.open(organization.id);
  await users.choose(actor.email, 'Remove');
  await expect(users.question.getByRole('listitem')).toHaveText([
    '2 sessions end',
    'Belongs nowhere else, so the account is deleted',
  ]);
  await users.question.getByRole('button', { name: 'Cancel' }).click();
  await expect(users.row(actor.email)).toContainText('Active');

  await users.choose(actor.email, 'Remove');
  await users.confirm('Remove');
  await expect(toast(page, '2 sessions ended, account deleted.')).toBeVisible();
  await expect(users.row(actor.email)).toHaveCount(0);
  await member.goto('/me');
  await expect(member).toHaveURL(/\/login/);
  expect(await usher.db.user.count({ where: { id: actor.userId } })).toBe(0);
  expect(await usher.db.membership.count({ where: { id: membershipId } })).toBe(0);
});

test('somebody who belongs elsewhere too keeps their account and their way in when they are removed here', async ({
  page,
  usher,
  openBrowser,
  organization,
  newMember,
  newStaff,
}) => {
  const elsewhere = await newStaff('SUPPORT');
  const { actor } = await newMember({ actor: elsewhere, roleIds: [memberRoleId] });
  const member = await openBrowser({ as: actor });
  const users = new UsersTab(page);
  await users.open(organization.id);
  await users.choose(actor.email, 'Remove');
  await users.confirm('Remove');
  await expect(users.row(actor.email)).toHaveCount(0);
  expect(await usher.db.user.count({ where: { id: actor.userId } })).toBe(1);
  expect((await member.goto('/organizations'))?.status()).toBe(200);
});

test('the only admin cannot be removed or deactivated, and the question says why', async ({
  page,
  organization,
  newMember,
}) => {
  const { actor } = await newMember();
  const users = new UsersTab(page);
  await users.open(organization.id);
  for (const item of ['Deactivate', 'Remove']) {
    await users.choose(actor.email, item);
    await expect(users.question).toContainText('is the only admin of the organization');
    await expect(users.question.getByRole('button', { name: item })).toBeDisabled();
    await users.question.getByRole('button', { name: 'Cancel' }).click();
  }
});

test('a removed person does not come back by the old link, and does by a new invitation', async ({
  page,
  openBrowser,
  usher,
  organization,
  invite,
}) => {
  const invited = await invite();
  const invitation = new InvitationPage(await openBrowser());
  await invitation.accept(invited.link);
  const users = new UsersTab(page);
  await users.open(organization.id);
  await users.choose(invited.email, 'Remove');
  await users.confirm('Remove');
  await expect(users.row(invited.email)).toHaveCount(0);
  await invitation.open(invited.link);
  await expect(invitation.heading).toHaveText('This invitation has been used');

  await users.invite(invited.email);
  await expect(users.row(invited.email)).toContainText('Pending');
  const mails = () => usher.resend.messages().filter((message) => message.to === invited.email);
  await expect.poll(() => mails().length).toBe(2);
  await invitation.accept(mails()[1]?.text.match(/http\S+\/invite\/\S+/)?.[0] ?? '');
  await expect(users.row(invited.email)).toContainText('Active');
});

test('a person known from elsewhere keeps their name when they are invited', async ({
  page,
  usher,
  organization,
}) => {
  const person = await createPerson(usher.db);
  await usher.db.user.update({ where: { id: person.userId }, data: { name: 'Grace Okafor' } });
  const users = new UsersTab(page);
  await users.open(organization.id);
  await users.openInviteDialog();
  await users.dialog.getByLabel('Email address').fill(person.email);
  await users.dialog.getByLabel('Display name').fill('Somebody Else');
  await users.dialog.getByRole('button', { name: /Send Invitation/ }).click();
  await expect(users.row(person.email)).toContainText('Grace Okafor');
});
