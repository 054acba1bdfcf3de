import { expect, test } from './fixtures';
import { toast } from './pages/toast';
import { UsersTab } from './pages/users-tab';

test.beforeEach(async ({ signIn, organization }) => signIn(organization.staff));

test('what becomes of a mail appears beside its pending person by itself', async ({
  page,
  usher,
  organization,
  invite,
}) => {
  const users = new UsersTab(page);
  await users.open(organization.id);
  const delivered = await invite();
  const bounced = await invite();
  const complained = await invite();
  await expect(users.rows).toHaveCount(3);
  await expect(users.row(bounced.email)).toContainText('Sent');

  await usher.resend.deliver(delivered.message.id);
  await expect(users.row(delivered.email)).toContainText('Delivered');
  await usher.resend.bounce(bounced.message.id, 'The mailbox does not exist.');
  await expect(users.row(bounced.email)).toContainText('Bounced: the mailbox does not exist');
  await usher.resend.complain(complained.message.id);
  await expect(users.row(complained.email)).toContainText('Marked as spam');
});

test('an event that somebody else signed, or that comes again, changes nothing', async ({
  page,
  usher,
  organization,
  invite,
}) => {
  const { email, message } = await invite();
  const users = new UsersTab(page);
  await users.open(organization.id);
  const forged = await usher.resend.postEvent(message.id, {
    type: 'email.bounced',
    secret: `whsec_${Buffer.from('not the secret of this server').toString('base64')}`,
  });
  expect(forged.status).toBeGreaterThanOrEqual(400);
  const delivered = { type: 'email.delivered', eventId: `msg_${message.id}` };
  expect((await usher.resend.postEvent(message.id, delivered)).status).toBe(200);
  expect((await usher.resend.postEvent(message.id, delivered)).status).toBe(200);
  await expect(users.row(email)).toContainText('Delivered');
  await expect(users.row(email)).not.toContainText('Bounced');
});

test('after a bounce a resend begins anew, and the row follows the new mail', async ({
  page,
  usher,
  organization,
  invite,
}) => {
  const users = new UsersTab(page);
  await users.open(organization.id);
  const { email, message } = await invite();
  await usher.resend.bounce(message.id, 'Mailbox full.');
  await expect(users.row(email)).toContainText('Bounced');
  await users.choose(email, 'Resend invitation');
  await expect(toast(page, `Reminded ${email}`)).toBeVisible();
  await expect(users.row(email)).not.toContainText('Bounced');
  await expect(users.row(email)).toContainText('reminded once');
  const again = () => usher.resend.messages().findLast((mail) => mail.to === email);
  await expect.poll(() => again()?.id).not.toBe(message.id);
  await usher.resend.deliver(again()?.id ?? '');
  await expect(users.row(email)).toContainText('Delivered');
});
