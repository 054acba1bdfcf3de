import { readFile } from 'node:fs/promises';
import { memberRoleId } from '@/tests/factories/world';
import { expect, test } from './fixtures';
import { toast } from './pages/toast';
import { UsersTab } from './pages/users-tab';

test.beforeEach(async ({ signIn, organization }) => signIn(organization.staff));

test('several people are resent to, changed and deactivated at once, each as far as it fits them', async ({
  page,
  usher,
  organization,
  newMember,
  invite,
}) => {
  await newMember();
  const first = await newMember({ roleIds: [memberRoleId] });
  const second = await newMember({ roleIds: [memberRoleId] });
  const invited = await invite();
  const users = new UsersTab(page);
  await users.open(organization.id);
  for (const person of [first.actor, second.actor, invited]) {
    await users.row(person.email).getByRole('checkbox').click();
  }
  const bar = page.getByRole('toolbar');
  await expect(bar).toContainText('3 selected');
  await bar.getByRole('button', { name: 'Resend 1' }).click();
  await expect(users.question).toContainText('1 person is reminded with the link they have');
  await users.confirm('Resend');
  await expect(toast(page, 'Sent again to 1 person')).toBeVisible();
  const mails = () => usher.resend.messages().filter((message) => message.to === invited.email);
  await expect.poll(() => mails().length).toBe(2);

  for (const person of [first.actor, second.actor]) {
    await users.row(person.email).getByRole('checkbox').click();
  }
  await bar.getByRole('button', { name: 'Deactivate' }).click();
  await expect(users.question).toContainText('2 seats are free again');
  await users.confirm('Deactivate');
  await expect(toast(page, 'Deactivated 2 people')).toBeVisible();
  for (const person of [first.actor, second.actor]) {
    await expect(users.row(person.email)).toContainText('Inactive');
  }
});

test('who is refused in a bulk removal is named, stays, and stays selected', async ({
  page,
  organization,
  newMember,
}) => {
  const admin = await newMember();
  const member = await newMember({ roleIds: [memberRoleId] });
  const users = new UsersTab(page);
  await users.open(organization.id);
  await page.getByRole('checkbox', { name: 'Select everybody on this page' }).click();
  await page.getByRole('toolbar').getByRole('button', { name: 'Remove' }).click();
  await users.confirm('Remove');
  await expect(toast(page, 'Removed 1 person, 1 was refused')).toContainText(admin.actor.email);
  await expect(users.row(member.actor.email)).toHaveCount(0);
  await expect(users.row(admin.actor.email).getByRole('checkbox')).toBeChecked();
});

test('the export holds what the list shows, and no cell that a spreadsheet would run', async ({
  page,
  usher,
  organization,
  newMember,
  invite,
}) => {
  const { actor } = await newMember();
  const formula = '=HYPERLINK("https://evil.example","Ada, ""the"" admin")';
  await usher.db.user.update({ where: { id: actor.userId }, data: { name: formula } });
  const pending = await invite();
  const users = new UsersTab(page);
  await users.open(organization.id, 'status=active');
  await expect(users.rows).toHaveCount(1);
  const downloading = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Export' }).click();
  const download = await downloading;
  expect(download.suggestedFilename()).toMatch(/^acme-\w+-users-\d{4}-\d\d-\d\d\.csv$/);
  const text = await readFile(await download.path(), 'utf8');
  const [head, line, ...rest] = text.trimEnd().split('\r\n');
  expect(head).toMatch(/^\uFEFFName,Email,Roles,Status,/);
  expect(line).toContain(`"'${formula.replaceAll('"', '""')}",${actor.email},Admin,active,`);
  expect(rest).toEqual([]);
  expect(text).not.toContain(pending.email);
});
