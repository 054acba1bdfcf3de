import { createPerson } from '@/tests/factories/members';
import { adminRoleId } from '@/tests/factories/world';
import { expect, test } from './fixtures';
import { InvitationPage } from './pages/invitation-page';

test('a scanner that opens a link twenty times, also with scripts, leaves the invitation as it was', async ({
  usher,
  request,
  openBrowser,
  invite,
}) => {
  const { invitationId, userId, link } = await invite();
  const read = () => usher.db.invitation.findUniqueOrThrow({ where: { id: invitationId } });
  const before = await read();
  for (let count = 0; count < 10; count += 1) {
    const shown = await request.get(link);
    expect(shown.status()).toBe(200);
    expect(shown.headers()['set-cookie']).toBeUndefined();
    expect((await request.head(link)).status()).toBe(200);
  }
  const scanner = await openBrowser();
  await new InvitationPage(scanner).open(link);
  await scanner.waitForLoadState('networkidle');
  expect(await read()).toEqual(before);
  expect(await usher.db.signInAttempt.count({ where: { userId } })).toBe(0);
  expect(await usher.db.session.count({ where: { userId } })).toBe(0);

  const invitee = new InvitationPage(await openBrowser());
  await invitee.accept(link);
  expect((await read()).acceptedAt).not.toBeNull();
});

test('the page names the organization, the inviter, the role and the address, and is not a login page', async ({
  page,
  organization,
  invite,
}) => {
  const { email, link } = await invite({ roleIds: [adminRoleId] });
  const invitation = new InvitationPage(page);
  await invitation.open(link);
  await expect(invitation.heading).toContainText(organization.name);
  const main = page.getByRole('main');
  for (const fact of [organization.staff.name, 'Admin', email]) await expect(main).toContainText(fact);
  await expect(page.getByRole('textbox')).toHaveCount(0);
  await expect(invitation.join).toHaveCount(1);
});

test('joining works without scripts', async ({ openBrowser, usher, invite }) => {
  const { membershipId, link } = await invite();
  const invitation = new InvitationPage(await openBrowser({ javaScriptEnabled: false }));
  await invitation.accept(link);
  await expect(invitation.page).toHaveURL(/\/me$/);
  const { status } = await usher.db.membership.findUniqueOrThrow({ where: { id: membershipId } });
  expect(status).toBe('ACTIVE');
});

test('an invited admin lands where they can invite others', async ({ page, organization, invite }) => {
  const { link } = await invite({ roleIds: [adminRoleId] });
  await new InvitationPage(page).accept(link);
  await expect(page).toHaveURL(new RegExp(`/organizations/${organization.id}/users`));
  await expect(page.getByRole('button', { name: /Invite User/ })).toBeVisible();
});

test('a double click on Join joins once, and going back shows that it is done', async ({
  page,
  usher,
  organization,
  invite,
}) => {
  const { userId, link } = await invite();
  const invitation = new InvitationPage(page);
  await invitation.open(link);
  await invitation.join.dblclick();
  await expect(page).toHaveURL(/\/me$/);
  expect(await usher.db.session.count({ where: { userId } })).toBe(1);

  await page.goBack();
  await expect(invitation.heading).toHaveText(`You have joined ${organization.name}`);
  await page.getByRole('link', { name: 'Continue' }).click();
  await expect(page).toHaveURL(/\/me$/);
  await page.goto('/auth/callback');
  await expect(page).toHaveURL(/\/me$/);
});

test('somebody else who is signed in is told so, and continues as the invited person only by choice', async ({
  page,
  usher,
  signIn,
  invite,
}) => {
  const other = await createPerson(usher.db);
  await signIn(other);
  const { email, membershipId, link } = await invite();
  const invitation = new InvitationPage(page);
  await invitation.open(link);
  await expect(page.getByRole('main')).toContainText(`signed in as ${other.email}`);
  await page.getByRole('link', { name: 'Stay signed in as you are' }).click();
  await expect(page).toHaveURL(/\/me$/);
  await expect(page.getByRole('main')).toContainText(other.email);

  await invitation.open(link);
  await expect(invitation.join).toHaveText(`Continue as ${email} and join`);
  await invitation.join.click();
  await expect(page).toHaveURL(/\/me$/);
  await expect(page.getByRole('main')).toContainText(email);
  const { userId } = await usher.db.membership.findUniqueOrThrow({ where: { id: membershipId } });
  expect(await usher.db.membership.count({ where: { userId: other.userId } })).toBe(0);
  expect(userId).not.toBe(other.userId);
});
