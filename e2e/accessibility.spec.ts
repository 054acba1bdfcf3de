import type { Locator, Page } from '@playwright/test';
import { createConnection } from '@/lib/connections/create-connection';
import type { Database } from '@/lib/db';
import { createDirectory } from '@/lib/directories/create-directory';
import { createDomain } from '@/lib/domains/create-domain';
import { copyInvitationLink } from '@/lib/invitations/copy-invitation-link';
import { revokePortalLink } from '@/lib/portal/revoke-portal-link';
import { sendTestEvent } from '@/lib/webhooks/send-test-event';
import { makeApplication } from '@/tests/factories/applications';
import { makeConnection } from '@/tests/factories/connections';
import { createCredentialManager } from '@/tests/factories/credentials';
import { makePortalLink, openLink, portalActorOf } from '@/tests/factories/portal';
import { createRoleManager, makeRole } from '@/tests/factories/roles';
import { createEndpointManager, makeEndpoint } from '@/tests/factories/webhooks';
import { contextFor, memberRoleId } from '@/tests/factories/world';
import { startWebhookReceiver } from '@/tests/fakes/webhook-receiver';
import { test as base, expect, type Invited } from './fixtures';
import { openByKey } from './pages/keys';
import { UsersTab } from './pages/users-tab';
import { inspect } from './pages/visit';

/** An organization with somebody in every state. */
const test = base.extend<{ pending: Invited }>({
  pending: async ({ usher, organization, newMember, invite }, use) => {
    await makeRole(await createRoleManager(usher.db), organization.id, 'auditor', {
      permissions: ['activity:read'],
    });
    const { actor } = await newMember();
    const name = 'Wilhelmina Featherstonehaugh-Cholmondeley of the Northern Department';
    await usher.db.user.update({ where: { id: actor.userId }, data: { name } });
    await newMember({ status: 'INACTIVE', roleIds: [memberRoleId] });
    const expired = await invite();
    const past = { where: { id: expired.invitationId }, data: { expiresAt: new Date() } };
    await usher.db.invitation.update(past);
    const bounced = await invite();
    await usher.resend.bounce(bounced.message.id, 'The mailbox does not exist.');
    await use(await invite());
  },
});

/** Slower than the others: every page is looked at three times. */
test.slow();

test("an organization's pages break no rule of accessibility and fit a phone", async ({
  page,
  usher,
  organization,
  signIn,
  newStaff,
  pending,
}) => {
  const owner = await newStaff('OWNER');
  await signIn(owner);
  const ctx = contextFor(usher.db, owner, new Date());
  const { connectionId } = await makeConnection(ctx, organization.id, 'SAML');
  const { directoryId } = await createDirectory(ctx, {
    organizationId: organization.id,
    provider: 'OKTA',
    name: '',
  });
  const path = `/organizations/${organization.id}`;
  for (const part of [
    '/users',
    '/users?q=nobody-of-this-name',
    '/roles',
    '/sso',
    `/sso/${connectionId}`,
    '/directory',
    `/directory/${directoryId}`,
    '/domains',
    '/clients',
    '/sso/links',
    '/activity',
    `/activity?target=${pending.email}`,
    '/settings',
  ]) {
    await look(page, path + part);
  }
});

test("the staff's pages break no rule of accessibility and fit a phone", async ({
  page,
  signIn,
  newStaff,
  pending,
}) => {
  await signIn(await newStaff('OWNER'));
  for (const path of [
    '/organizations',
    '/users',
    `/users/${pending.userId}`,
    '/roles',
    '/roles/permissions',
  ]) {
    await look(page, path);
  }
});

test("the staff's further pages break no rule of accessibility and fit a phone", async ({
  page,
  usher,
  signIn,
  newStaff,
  pending,
}) => {
  const { clientId } = await makeApplication(await createCredentialManager(usher.db));
  const { endpointId, eventId } = await makeTriedEndpoint(usher.db);
  await signIn(await newStaff('OWNER'));
  for (const path of [
    '/mail',
    `/mail/${pending.mailId}`,
    '/staff',
    '/applications',
    `/applications/${clientId}`,
    '/credentials',
    '/webhooks',
    `/webhooks/${endpointId}`,
    `/webhooks/${endpointId}?state=delivered`,
    `/webhooks/${endpointId}/${eventId}`,
    '/activity',
    '/settings',
    '/nothing-here',
  ]) {
    await look(page, path);
  }
});

/** An endpoint that took a trial, so that its pages stand still. */
async function makeTriedEndpoint(db: Database) {
  const receiver = await startWebhookReceiver();
  const manager = await createEndpointManager(db, new Date());
  const { endpointId } = await makeEndpoint(manager, receiver.url, ['permission.deleted']);
  const { eventId } = await sendTestEvent(manager, { endpointId });
  const where = { endpointId, state: 'DELIVERED' } as const;
  await expect.poll(() => db.webhookDelivery.count({ where })).toBe(1);
  await receiver.stop();
  return { endpointId, eventId };
}

test('dialogs and menus break no rule of accessibility and fit a phone', async ({
  page,
  organization,
  signIn,
  newStaff,
  pending,
}) => {
  await signIn(await newStaff('OWNER'));
  const users = new UsersTab(page);
  await users.open(organization.id);
  await users.openInviteDialog();
  await users.dialog.getByRole('button', { name: /Send Invitation/ }).click();
  await expect(users.dialog.getByLabel('Email address')).toHaveAttribute('aria-invalid', 'true');
  await inspect(page, 'the form with an error');
  await close(page, users.dialog);
  await users.choose(pending.email, 'Change roles');
  await users.dialog.waitFor();
  await inspect(page, 'changing roles');
  await close(page, users.dialog);
  await users.choose(pending.email, 'Revoke invitation');
  await users.question.waitFor();
  await inspect(page, 'a question');
  await close(page, users.question);
  await users.row(pending.email).getByRole('checkbox').click();
  const selection = page.getByRole('toolbar', { name: 'Actions for the selection' });
  await selection.waitFor();
  await inspect(page, 'a selection');
  await close(page, selection);
  await openByKey(page, '?', users.dialog);
  await inspect(page, 'the shortcuts');
  await close(page, users.dialog);
  await openByKey(page, 'Control+k', users.dialog);
  await inspect(page, 'the command menu');
});

async function close(page: Page, opened: Locator): Promise<void> {
  await page.keyboard.press('Escape');
  await expect(opened).toBeHidden();
}

test("an invitee's pages break no rule of accessibility and fit a phone", async ({
  page,
  usher,
  organization,
  pending,
  invite,
}) => {
  await look(page, pending.link);
  const ctx = contextFor(usher.db, organization.staff, new Date());
  const ref = { organizationId: organization.id, membershipId: pending.membershipId };
  const { url } = await copyInvitationLink(ctx, ref);
  await look(page, new URL(url).pathname);
  const expired = await invite();
  await usher.db.invitation.update({ where: { id: expired.invitationId }, data: { expiresAt: new Date() } });
  await look(page, expired.link);
  await look(page, '/invite/unknown');
});

test("the pages of signing in and one's own break no rule of accessibility and fit a phone", async ({
  page,
  openBrowser,
  organization,
  pending,
}) => {
  for (const path of [
    '/login',
    '/login?mail',
    '/login?notice=session_ended',
    '/login/failed?reference=ABCD2345',
    '/login/link/unknown',
    '/login/join/unknown',
    '/claim/unknown',
  ]) {
    await look(page, path);
  }
  await look(await openBrowser({ as: organization.staff }), '/me');
  const member = await openBrowser({ as: pending });
  await look(member, '/me');
  await look(member, '/login');
});

test("an IT admin's pages break no rule of accessibility and fit a phone", async ({
  page,
  usher,
  organization,
  newStaff,
}) => {
  const admin = contextFor(usher.db, await newStaff('ADMIN'), new Date());
  const link = await makePortalLink(admin, organization.id);
  const address = new URL(link.url).pathname;
  await look(page, '/portal');
  await look(page, address);
  await page.goto(address);
  await page.getByRole('button', { name: 'Open the set-up' }).click();
  await expect(page).toHaveURL(/\/portal$/);
  await look(page, '/portal');
  const of = { organizationId: organization.id, provider: 'ONELOGIN', type: 'SAML', keyId: null } as const;
  const { connectionId } = await createConnection(admin, of);
  const actor = await portalActorOf(usher.db, await openLink(usher.db, link, admin.now), admin.now);
  const domain = `${organization.id.replace('_', '-')}.example.org`;
  const ofDomain = { organizationId: organization.id, domain, type: 'ORGANIZATION_DOMAIN' } as const;
  await createDomain({ ...admin, actor }, ofDomain);
  const parts = ['application', 'details', 'domains', 'roles', 'test', 'enable', 'logins'];
  for (const part of parts) await look(page, `/portal/connections/${connectionId}/${part}`);
  await look(page, '/portal');
  await revokePortalLink(admin, { organizationId: organization.id, linkId: link.linkId });
  await look(page, address);
});

async function look(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  // The title of a page may come after its text.
  await expect(page).toHaveTitle(/./);
  await expect(page.getByRole('main').locator('[aria-busy=true]')).toHaveCount(0);
  await inspect(page, path.replace(/[\w.-]{60,}/, '…'));
}
