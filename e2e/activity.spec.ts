import { readFile } from 'node:fs/promises';
import { copyInvitationLink } from '@/lib/invitations/copy-invitation-link';
import { resendInvitation } from '@/lib/invitations/resend-invitation';
import { changeRoles } from '@/lib/memberships/change-roles';
import { deactivateMember } from '@/lib/memberships/deactivate-member';
import { reactivateMember } from '@/lib/memberships/reactivate-member';
import { adminRoleId, contextFor } from '@/tests/factories/world';
import { expect, test } from './fixtures';
import { InvitationPage } from './pages/invitation-page';
import { UsersTab } from './pages/users-tab';

test("a person's history tells all that happened to them, newest first, and no link", async ({
  page,
  openBrowser,
  usher,
  organization,
  signIn,
  newMember,
  invite,
}) => {
  await newMember();
  const { email, membershipId, link } = await invite();
  const ref = { organizationId: organization.id, membershipId };
  const ctx = () => contextFor(usher.db, organization.staff, new Date());
  await resendInvitation(ctx(), ref);
  const { url } = await copyInvitationLink(ctx(), ref);
  await new InvitationPage(await openBrowser()).accept(link);
  await changeRoles(ctx(), { ...ref, roleIds: [adminRoleId] });
  await deactivateMember(ctx(), ref);
  await reactivateMember(ctx(), ref);

  await signIn(organization.staff);
  const users = new UsersTab(page);
  await users.open(organization.id);
  await users.choose(email, 'History');
  await expect(page).toHaveURL(/\/activity\?target=/);
  await expect(users.rows).toContainText([
    `Reactivated ${email}`,
    `Deactivated ${email}`,
    `Changed the roles of ${email}`,
    'Joined by invitation',
    `Copied the invitation link of ${email}`,
    `Sent a reminder to ${email}`,
    `Invited ${email} as Member`,
  ]);
  await expect(users.rows.nth(2)).toContainText('Member');
  await expect(users.rows.nth(2)).toContainText('Admin');
  const content = await page.content();
  for (const each of [link, url]) expect(content).not.toContain(each.split('/').at(-1));
});

test('the log is filtered by its address, exported as it is shown, and grows by itself', async ({
  page,
  usher,
  organization,
  signIn,
  newMember,
  invite,
}) => {
  const first = await invite();
  await signIn(organization.staff);
  await page.goto(`/organizations/${organization.id}/activity`);
  const { rows } = new UsersTab(page);
  await expect(rows).toContainText([`Invited ${first.email}`, 'Created the organization']);
  await page.getByRole('main').getByText('Live', { exact: true }).waitFor();
  const second = await invite();
  await expect(rows).toContainText([`Invited ${second.email}`, `Invited ${first.email}`]);

  const { membershipId } = await newMember();
  const ctx = contextFor(usher.db, organization.staff, new Date());
  await newMember();
  await deactivateMember(ctx, { organizationId: organization.id, membershipId });
  await page.getByRole('button', { name: 'What', exact: true }).click();
  await page.getByRole('menuitemcheckbox', { name: 'Deactivated' }).click();
  await page.keyboard.press('Escape');
  await expect(rows).toHaveCount(1);
  await expect(page).toHaveURL(/action=membership\.deactivated/);
  const downloading = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Export' }).click();
  const text = await readFile(await (await downloading).path(), 'utf8');
  const lines = text.trimEnd().split('\r\n');
  expect(lines).toHaveLength(2);
  expect(lines[1]).toContain('membership.deactivated');
  expect(lines[1]).toContain(organization.staff.name);

  await page.getByRole('button', { name: 'Clear all' }).click();
  await expect(rows).toHaveCount(4);
});
