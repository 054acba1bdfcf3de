import { createProgram, provision } from '@/tests/factories/programs';
import { freshEmail } from '@/tests/factories/world';
import { expect, test } from './fixtures';
import { press, searchByKey } from './pages/keys';
import { toast } from './pages/toast';
import { startSession } from './session';

test('support follows a bounced invitation from the list of mail to its history and on to the person', async ({
  page,
  usher,
  signIn,
  organization,
  invite,
}) => {
  const { email, message } = await invite();
  await usher.resend.bounce(message.id, 'The mailbox does not exist.');
  await signIn(organization.staff);
  await page.goto('/mail');
  await searchByKey(page, email);
  // At once, so that the search is still on its way.
  await page.getByRole('button', { name: 'State', exact: true }).click();
  await page.getByRole('menuitemcheckbox', { name: 'Bounced' }).click();
  await page.keyboard.press('Escape');
  await expect(page).toHaveURL((url) => url.searchParams.get('q') === email && url.searchParams.has('state'));
  await page.getByRole('link', { name: email }).click();

  const history = page.getByRole('region', { name: 'What became of it' });
  for (const step of ['Queued', 'Taken by the mail service', 'Bounced', 'The mailbox does not exist.'])
    await expect(history).toContainText(step);
  expect(await page.content()).not.toContain('/invite/');
  await page.getByRole('link', { name: organization.name }).click();
  await expect(page.getByRole('row', { name: email })).toContainText('Bounced');
});

test('support finds a person among all users and sees where they belong', async ({
  page,
  signIn,
  organization,
  invite,
}) => {
  const { email } = await invite();
  await signIn(organization.staff);
  await page.goto(`/users?q=${encodeURIComponent(email)}`);
  const row = page.getByRole('row', { name: email });
  await expect(row).toContainText(organization.name);
  await press(page, 'j', () => expect(row.getByRole('link').first()).toBeFocused({ timeout: 500 }));
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(email);
  await expect(page.getByRole('row', { name: organization.name })).toContainText('Pending');
  await page.getByRole('link', { name: organization.name }).click();
  await expect(page).toHaveURL(new RegExp(`/organizations/${organization.id}/users\\?q=`));
});

test('support reads what the application says of a person', async ({ page, usher, signIn, organization }) => {
  const { userId } = await provision(await createProgram(usher.db), organization.id, {
    givenName: 'Ada',
    locale: 'sv-SE',
    customAttributes: { desk: '4th floor' },
    membershipMetadata: { team: 'robots' },
  });
  await signIn(organization.staff);
  await page.goto(`/users/${userId}`);
  await expect(page.getByRole('row', { name: organization.name })).toContainText('Active');
  const section = page.getByRole('region', { name: 'From the application' });
  for (const words of ['sv-SE', 'desk: 4th floor', 'team: robots'])
    await expect(section).toContainText(words);
});

test('an admin of the staff deletes a person for good, and support cannot', async ({
  page,
  usher,
  signIn,
  organization,
  newStaff,
}) => {
  const email = freshEmail('leaving');
  const { userId } = await provision(await createProgram(usher.db), organization.id, { email });
  const button = page.getByRole('button', { name: 'Delete person' });
  await signIn(organization.staff);
  await page.goto(`/users/${userId}`);
  await expect(page.getByRole('row', { name: organization.name })).toContainText('Active');
  await expect(button).toBeHidden();
  await signIn(await newStaff('ADMIN'));
  await page.goto(`/users/${userId}`);
  await button.click();
  const dialog = page.getByRole('alertdialog');
  await dialog.getByRole('textbox').fill(email);
  await dialog.getByRole('button', { name: 'Delete person' }).click();
  await expect(toast(page, `${email} was deleted`)).toContainText('1 membership ended');
  await expect(page).toHaveURL(/\/users$/);
  expect(await usher.db.user.count({ where: { id: userId } })).toBe(0);
});

test('support ends one of the sessions of a person, and sees it gone', async ({
  page,
  usher,
  signIn,
  organization,
  newMember,
}) => {
  const { actor } = await newMember();
  await startSession(usher, actor);
  const userAgent = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';
  await startSession(usher, actor);
  const [one] = await usher.db.session.findMany({ where: { userId: actor.userId }, orderBy: { id: 'asc' } });
  await usher.db.session.update({ where: { id: one?.id ?? '' }, data: { userAgent } });
  await signIn(organization.staff);
  await page.goto(`/users/${actor.userId}`);
  const sessions = page.getByRole('region', { name: 'Sessions' });
  await expect(sessions.getByRole('listitem')).toHaveCount(2);
  await sessions.getByRole('button', { name: 'End the session of Firefox on Linux' }).click();
  await expect(sessions.getByRole('listitem')).toHaveCount(1);
  await expect(sessions).not.toContainText('Firefox');
  expect(await usher.db.session.count({ where: { userId: actor.userId } })).toBe(1);
});

test('a message and a person that do not exist answer like any page that does not', async ({
  page,
  signIn,
  organization,
}) => {
  await signIn(organization.staff);
  for (const path of ['/mail/msg_1111111111111111111', '/mail/%00', '/users/usr_1111111111111111111']) {
    await page.goto(path);
    await expect(page.getByRole('heading', { name: 'There is nothing here' })).toBeVisible();
  }
});
