import { freshEmail } from '@/tests/factories/world';
import { expect, linkIn, test } from './fixtures';
import { UsersTab } from './pages/users-tab';

test('an invitation goes from the form to an active member, and the inviter sees it happen', async ({
  page,
  openBrowser,
  usher,
  organization,
  signIn,
}) => {
  await signIn(organization.staff);
  const users = new UsersTab(page);
  await users.open(organization.id);
  const email = freshEmail('ada');
  await users.invite(email);
  await expect(users.row(email)).toContainText('Pending');

  const message = await usher.resend.waitForMessage(email);
  await usher.resend.deliver(message.id);
  await expect(users.row(email)).toContainText('Delivered');

  const invitee = await openBrowser();
  await invitee.goto(linkIn(message.text, '/invite/'));
  await expect(invitee.getByRole('heading')).toContainText(organization.name);
  await invitee.getByRole('button', { name: /Join/ }).click();
  await expect(invitee).toHaveURL(/\/me$/);
  await expect(users.row(email)).toContainText('Active', { timeout: 2000 });
});
