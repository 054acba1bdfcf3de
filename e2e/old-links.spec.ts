import { expect, linkIn, test } from './fixtures';
import { InvitationPage } from './pages/invitation-page';
import { toast } from './pages/toast';
import { UsersTab } from './pages/users-tab';

test('a used link offers a sign-in link by mail, and that signs the person in', async ({
  page,
  openBrowser,
  usher,
  invite,
}) => {
  const { email, link } = await invite();
  await new InvitationPage(await openBrowser()).accept(link);

  const invitation = new InvitationPage(page);
  await invitation.open(link);
  await expect(invitation.heading).toHaveText('This invitation has been used');
  await page.getByRole('button', { name: 'Mail a sign-in link' }).click();
  await expect(invitation.heading).toHaveText('Check your mailbox');
  await expect.poll(() => mailsTo(usher, email).length).toBe(2);
  await page.goto(linkIn(mailsTo(usher, email)[1]?.text ?? '', '/login/link/'));
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page).toHaveURL(/\/me$/);
});

test('an expired link asks the inviter for a new one, and a resend makes the old one say so', async ({
  page,
  openBrowser,
  usher,
  organization,
  signIn,
  invite,
}) => {
  const { email, invitationId, link } = await invite();
  await usher.db.invitation.update({ where: { id: invitationId }, data: { expiresAt: new Date() } });
  await signIn(organization.staff);
  const users = new UsersTab(page);
  await users.open(organization.id);
  await expect(users.row(email)).toContainText('Expired');

  const invitation = new InvitationPage(await openBrowser());
  await invitation.open(link);
  await expect(invitation.heading).toHaveText('This invitation has expired');
  await invitation.page.getByRole('button', { name: /^Ask .+ for a new link$/ }).click();
  await expect(invitation.heading).toHaveText(`${organization.staff.name} was asked`);
  await expect(users.row(email)).toContainText('Asked for a new link');
  const request = await usher.resend.waitForMessage(organization.staff.email);
  expect(request.text).toContain(email);
  expect(linkIn(request.text, '/organizations/')).toContain(organization.id);

  await users.choose(email, 'Send a new link');
  await expect(toast(page, `Sent ${email} a new link`)).toBeVisible();
  await expect(users.row(email)).toContainText('Pending');
  await expect.poll(() => mailsTo(usher, email).length).toBe(2);
  const renewed = linkIn(mailsTo(usher, email)[1]?.text ?? '', '/invite/');
  expect(renewed).not.toBe(link);
  await invitation.open(link);
  await expect(invitation.heading).toHaveText('A newer link was mailed');
  await invitation.accept(renewed);
  await expect(users.row(email)).toContainText('Active');
});

test('a revoked link, an unknown one and a changed one each say so and open nothing', async ({
  page,
  openBrowser,
  usher,
  organization,
  signIn,
  invite,
}) => {
  const { email, link } = await invite();
  const open = await invite();
  await signIn(organization.staff);
  const users = new UsersTab(page);
  await users.open(organization.id);
  await users.choose(email, 'Revoke invitation');
  await users.confirm('Revoke');
  await expect(users.row(email)).toHaveCount(0);

  const invitation = new InvitationPage(await openBrowser());
  await invitation.open(link);
  await expect(invitation.heading).toHaveText('This invitation was withdrawn');
  await expect(invitation.join).toHaveCount(0);
  const changed = open.link.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A'));
  for (const wrong of [changed, `${usher.origin}/invite/1234`, `${usher.origin}/invite/%00`]) {
    await invitation.open(wrong);
    await expect(invitation.heading).toHaveText('This link does not work');
    await expect(invitation.page.getByRole('main')).not.toContainText(organization.name);
  }
});

test('a copied link proves nothing: it mails a link to the invited address, and that one joins', async ({
  page,
  openBrowser,
  usher,
  organization,
  signIn,
  invite,
}) => {
  const { email, link } = await invite();
  await signIn(organization.staff);
  const users = new UsersTab(page);
  await users.open(organization.id);
  await users.choose(email, 'Copy link');
  const copied = await users.dialog.getByLabel('Invitation link').inputValue();
  expect(copied).not.toBe(link);
  await users.dialog.getByRole('button', { name: 'Done' }).click();

  const invitation = new InvitationPage(await openBrowser());
  await invitation.open(copied);
  await expect(invitation.page.getByRole('main')).not.toContainText(email);
  await expect(invitation.join).toHaveCount(0);
  await invitation.page.getByRole('button', { name: /^Mail a link to / }).click();
  await expect(invitation.heading).toHaveText('Check your mailbox');
  await expect(users.row(email)).toContainText('Pending');

  await expect.poll(() => mailsTo(usher, email).length).toBe(2);
  await invitation.page.goto(linkIn(mailsTo(usher, email)[1]?.text ?? '', '/login/link/'));
  await expect(invitation.heading).toContainText(organization.name);
  await invitation.join.click();
  await expect(invitation.page).toHaveURL(/\/me$/);
  await expect(users.row(email)).toContainText('Active');
});

function mailsTo(
  usher: { resend: { messages(): readonly { to: string; text: string }[] } },
  address: string,
) {
  return usher.resend.messages().filter((message) => message.to === address);
}
