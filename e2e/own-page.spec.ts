import { createPerson } from '@/tests/factories/members';
import { memberRoleId } from '@/tests/factories/world';
import { expect, test } from './fixtures';

test('a person changes their own names, and others see them so', async ({
  page,
  usher,
  organization,
  signIn,
  newMember,
}) => {
  const { actor } = await newMember({ roleIds: [memberRoleId] });
  await signIn(actor);
  await page.goto('/me');
  await expect(page.getByRole('link', { name: 'Console' })).toHaveCount(0);
  await expect(page.getByRole('region', { name: 'Organizations' })).toContainText(organization.name);
  await page.getByLabel('First name').fill('Ada');
  await page.getByLabel('Last name').fill('Lindqvist');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Ada Lindqvist');
  await page.reload();
  await expect(page.getByLabel('First name')).toHaveValue('Ada');
  const { givenName } = await usher.db.user.findUniqueOrThrow({ where: { id: actor.userId } });
  expect(givenName).toBe('Ada');
});

test('a further invitation waits on the own page and is joined there with one press', async ({
  page,
  usher,
  organization,
  signIn,
  invite,
}) => {
  const person = await createPerson(usher.db);
  const { membershipId } = await invite({ email: person.email });
  await signIn(person);
  await page.goto('/me');
  await expect(page.getByRole('main').getByText('One invitation waits for you.')).toBeVisible();
  await page.getByRole('button', { name: `Join ${organization.name}` }).click();
  await expect(page.getByRole('main').getByText('One invitation waits for you.')).toBeHidden();
  await expect(page.getByRole('region', { name: 'Organizations' })).toContainText('joined');
  const { status } = await usher.db.membership.findUniqueOrThrow({ where: { id: membershipId } });
  expect(status).toBe('ACTIVE');
});

test('a person ends one session and then all others, and stays signed in here', async ({
  page,
  openBrowser,
  usher,
  signIn,
}) => {
  const person = await createPerson(usher.db);
  await signIn(person);
  const phone = await openBrowser({ as: person });
  await phone.goto('/me');
  const others = [await openBrowser({ as: person }), await openBrowser({ as: person })];
  await page.goto('/me');
  const sessions = page.getByRole('region', { name: 'Sessions' }).getByRole('listitem');
  await expect(sessions).toHaveCount(4);
  await expect(sessions.first()).toContainText('This browser');
  await page
    .getByRole('button', { name: /^End the session of/ })
    .first()
    .click();
  await expect(sessions).toHaveCount(3);
  await page.getByRole('button', { name: 'End all others' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'End 2 sessions' }).click();
  await expect(sessions).toHaveCount(1);
  for (const browser of [phone, ...others]) {
    await browser.goto('/me');
    await expect(browser).toHaveURL(/\/login/);
  }
  await page.reload();
  await expect(sessions).toHaveCount(1);
});
