import { freshEmail } from '@/tests/factories/world';
import { expect, test } from './fixtures';
import { openByKey } from './pages/keys';

test('an owner puts someone on the staff, who is told by mail, changes their role and removes them with a receipt', async ({
  page,
  usher,
  signIn,
  newStaff,
}) => {
  await signIn(await newStaff('OWNER'));
  await page.goto('/staff');
  const email = freshEmail('colleague');
  await openByKey(page, 'c', page.getByRole('dialog'));
  await page.getByRole('textbox', { name: 'Email' }).fill(email);
  await page.keyboard.press('Control+Enter');
  const row = page.getByRole('row', { name: email });
  await expect(row).toContainText('Support');
  await expect(page.getByText(`${email} is on the staff`, { exact: true })).toBeVisible();
  await usher.resend.waitForMessage(email);

  await row.getByRole('button', { name: `Actions for ${email}` }).click();
  await page.getByRole('menuitem', { name: 'Change role' }).click();
  await page.getByRole('combobox', { name: 'Role' }).click();
  await page.getByRole('option', { name: /^Owner/ }).click();
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(row).toContainText('Owner');

  await row.getByRole('button', { name: `Actions for ${email}` }).click();
  await page.getByRole('menuitem', { name: 'Remove from the staff' }).click();
  await expect(page.getByText('Belongs to no organization, so the account is deleted')).toBeVisible();
  await page.getByRole('button', { name: 'Remove', exact: true }).click();
  await expect(row).toHaveCount(0);
  await expect(page.getByText('Account deleted.', { exact: true })).toBeVisible();
});

test('whoever is on the staff already is not added twice, and what was typed stays', async ({
  page,
  signIn,
  newStaff,
}) => {
  const admin = await newStaff('ADMIN');
  await signIn(admin);
  await page.goto('/staff');
  await openByKey(page, 'c', page.getByRole('dialog'));
  await page.getByRole('textbox', { name: 'Email' }).fill(admin.email);
  await page.getByRole('button', { name: /^Add/ }).click();
  await expect(page.getByText('This person is on the staff already.').first()).toBeVisible();
  await expect(page.getByRole('textbox', { name: 'Email' })).toHaveValue(admin.email);
});

test('an admin touches no owner, and support touches nobody', async ({
  page,
  signIn,
  openBrowser,
  newStaff,
}) => {
  const [owner, colleague] = [await newStaff('OWNER'), await newStaff('SUPPORT')];
  await signIn(await newStaff('ADMIN'));
  await page.goto('/staff');
  await expect(page.getByRole('row', { name: owner.email })).toBeVisible();
  await expect(page.getByRole('row', { name: owner.email }).getByRole('button')).toHaveCount(0);
  await page.getByRole('row', { name: colleague.email }).getByRole('button').click();
  await page.getByRole('menuitem', { name: 'Change role' }).click();
  await page.getByRole('combobox', { name: 'Role' }).click();
  await expect(page.getByRole('option', { name: /^Owner/ })).toBeDisabled();

  const support = await openBrowser({ as: colleague });
  await support.goto('/staff');
  await expect(support.getByRole('row', { name: owner.email })).toBeVisible();
  await expect(support.getByRole('button', { name: /Add to the staff|Actions for/ })).toHaveCount(0);
});
