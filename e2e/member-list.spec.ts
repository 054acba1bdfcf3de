import type { TestMember } from '@/tests/factories/members';
import { memberRoleId } from '@/tests/factories/world';
import { expect, test, type Usher } from './fixtures';
import { press, searchByKey } from './pages/keys';
import { UsersTab } from './pages/users-tab';

test.beforeEach(async ({ signIn, organization }) => signIn(organization.staff));

test('what is searched, filtered and sorted stands in an address that shows a colleague the same', async ({
  page,
  usher,
  openBrowser,
  organization,
  newMember,
  newStaff,
  invite,
}) => {
  const [zelda, ann] = [await newMember(), await newMember({ roleIds: [memberRoleId] })];
  await name(usher, zelda, 'Zelda Brandt');
  await name(usher, ann, 'Ann Brandt');
  await name(usher, await newMember({ roleIds: [memberRoleId] }), 'Kim Osei');
  await invite();
  const users = new UsersTab(page);
  await users.open(organization.id);
  await expect(users.rows).toHaveCount(4);
  await searchByKey(page, 'brandt');
  await expect(users.rows).toHaveCount(2);
  await page.getByRole('link', { name: 'Person' }).click();
  // People are sorted by their address, which everybody has.
  await expect(users.rows).toContainText([zelda.actor.email, ann.actor.email].sort());
  await page.getByRole('button', { name: 'Role', exact: true }).click();
  await page.getByRole('menuitemcheckbox', { name: 'Admin' }).click();
  await page.keyboard.press('Escape');
  await expect(users.rows).toHaveCount(1);
  await expect(users.rows).toContainText(['Zelda Brandt']);
  await expect(page).toHaveURL(/q=brandt/);

  const colleague = new UsersTab(await openBrowser({ as: await newStaff('SUPPORT') }));
  await colleague.page.goto(page.url());
  await expect(colleague.rows).toHaveCount(1);
  await expect(colleague.rows).toContainText(['Zelda Brandt']);
  await expect(colleague.page.getByRole('searchbox')).toHaveValue('brandt');

  await page.getByRole('button', { name: 'Clear all' }).click();
  await expect(users.rows).toHaveCount(4);
  await page.goBack();
  await expect(users.rows).toHaveCount(1);
});

test('a search that finds nobody says so and leads back to everybody', async ({
  page,
  organization,
  invite,
}) => {
  const { email } = await invite();
  const users = new UsersTab(page);
  await page.goto(
    `/organizations/${organization.id}/users?q=nobody-of-this-name&status=odd&sort=odd&cursor=odd`,
  );
  await expect(page.getByRole('main').getByText('Nobody matches “nobody-of-this-name”')).toBeVisible();
  await page.getByRole('link', { name: 'Show everybody' }).click();
  await expect(users.row(email)).toContainText('Pending');
});

test('pages go forward and back over everybody once', async ({ page, organization, newMember }) => {
  const emails = new Set<string>();
  for (let count = 0; count < 53; count += 1) {
    const { actor } = await newMember({ roleIds: [memberRoleId] });
    emails.add(actor.email);
  }
  const users = new UsersTab(page);
  await users.open(organization.id);
  await expect(users.rows).toHaveCount(50);
  const shown = await users.rows.allTextContents();
  await page.getByRole('link', { name: 'Next' }).click();
  await expect(users.rows).toHaveCount(3);
  await expect(page.getByRole('main').getByText('51–53')).toBeVisible();
  shown.push(...(await users.rows.allTextContents()));
  for (const email of emails) expect(shown.filter((text) => text.includes(email))).toHaveLength(1);
  await page.reload();
  await expect(users.rows).toHaveCount(3);
  await page.getByRole('link', { name: 'Previous' }).click();
  await expect(users.rows).toHaveCount(50);
});

test('J and K go from row to row, X selects, Enter opens the menu, and Escape gives the focus back', async ({
  page,
  organization,
  invite,
  newMember,
}) => {
  const { actor } = await newMember();
  const { email } = await invite();
  const users = new UsersTab(page);
  await users.open(organization.id);
  await expect(users.rows).toContainText([email, actor.email]);
  const first = users.row(email).getByRole('button', { name: /Actions for/ });
  await press(page, 'j', () => expect(first).toBeFocused({ timeout: 1000 }));
  await page.keyboard.press('j');
  const menu = users.row(actor.email).getByRole('button', { name: /Actions for/ });
  await expect(menu).toBeFocused();
  await page.keyboard.press('x');
  await expect(users.row(actor.email).getByRole('checkbox')).toBeChecked();
  await page.keyboard.press('k');
  await expect(first).toBeFocused();
  const item = (name: string) => page.getByRole('menuitem', { name });
  await page.keyboard.press('Enter');
  await expect(item('Resend invitation')).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(item('Copy link')).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(first).toBeFocused();

  await page.keyboard.press('Enter');
  await expect(item('Resend invitation')).toBeFocused();
  // The menu moves its focus a moment after a key, sooner than anybody presses the next.
  await page.keyboard.press('End');
  await expect(item('Revoke invitation')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(users.question).toContainText('Revoke the invitation of');
  await page.keyboard.press('Escape');
  await expect(users.question).toBeHidden();
  await expect(first).toBeFocused();
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toContainText('Next row');
});

async function name(usher: Usher, { actor }: TestMember, displayName: string): Promise<void> {
  await usher.db.user.update({ where: { id: actor.userId }, data: { name: displayName } });
}
