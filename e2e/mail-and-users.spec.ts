import { expect, test } from './fixtures';
import { press, searchByKey } from './pages/keys';

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
