import { createMember } from '@/tests/factories/members';
import { createTestOrganization } from '@/tests/factories/world';
import { expect, test } from './fixtures';
import { openByKey, press, searchByKey } from './pages/keys';
import { UsersTab } from './pages/users-tab';

test('an organization is created by keyboard and leads on to its first invitation', async ({
  page,
  usher,
  organization,
  signIn,
}) => {
  await usher.db.organization.update({
    where: { id: organization.id },
    data: { externalId: `taken-${organization.id}` },
  });
  await signIn(organization.staff);
  await page.goto('/organizations');
  const form = page.getByRole('dialog');
  await openByKey(page, 'c', form);
  await form.getByLabel('Name').fill('Globex Energy');
  await form.getByLabel('External id').fill(`taken-${organization.id}`);
  await page.keyboard.press('Control+Enter');
  await expect(form.getByLabel('External id')).toHaveAttribute('aria-invalid', 'true');
  await expect(form.getByLabel('Name')).toHaveValue('Globex Energy');
  await form.getByLabel('External id').fill(`free-${organization.id}`);
  await page.keyboard.press('Control+Enter');
  await expect(page).toHaveURL(/\/organizations\/org_\d+\/users\?invite/);
  await expect(new UsersTab(page).dialog.getByLabel('Email address')).toBeVisible();
});

test('organizations are found by name and opened by keyboard', async ({ page, organization, signIn }) => {
  await signIn(organization.staff);
  await page.goto('/organizations');
  await searchByKey(page, organization.name);
  const { rows } = new UsersTab(page);
  await expect(rows).toHaveCount(1);
  await page.keyboard.press('Escape');
  await page.goto(`/organizations?q=${encodeURIComponent(organization.name)}`);
  await expect(rows).toHaveCount(1);
  await press(page, 'j', () => expect(rows.getByRole('link').first()).toBeFocused({ timeout: 500 }));
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(new RegExp(`/organizations/${organization.id}/users`));
});

test('an admin of two organizations sees these two and no other', async ({
  page,
  usher,
  organization,
  signIn,
  newMember,
}) => {
  const second = await createTestOrganization(usher.db, 'Umbrella Foods');
  await createTestOrganization(usher.db, 'Somebody Else');
  const { actor } = await newMember();
  await createMember(usher.db, second.organizationId, { actor });
  await signIn(actor);
  await page.goto('/');
  await expect(page).toHaveURL(/\/organizations$/);
  const { rows } = new UsersTab(page);
  await expect(rows).toHaveCount(2);
  await expect(rows.filter({ hasText: organization.name })).toHaveCount(1);
  await expect(rows.filter({ hasText: 'Umbrella Foods' })).toHaveCount(1);
  await expect(page.getByRole('button', { name: /Create organization/ })).toHaveCount(0);
});
