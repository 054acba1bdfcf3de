import { randomUUID } from 'node:crypto';
import type { APIRequestContext } from '@playwright/test';
import type { Database } from '@/lib/db';
import { sendTestEvent } from '@/lib/webhooks/send-test-event';
import { makeApplication, makeOrganizationClient } from '@/tests/factories/applications';
import { createCredentialManager, makeCredential } from '@/tests/factories/credentials';
import { createMember } from '@/tests/factories/members';
import { createRoleManager, makeRole } from '@/tests/factories/roles';
import { createEndpointManager, makeEndpoint } from '@/tests/factories/webhooks';
import { createTestOrganization, memberRoleId } from '@/tests/factories/world';
import { expect, test } from './fixtures';
import { UsersTab } from './pages/users-tab';
import { type Person, startSession } from './session';

/** What there is to see: an organization with somebody invited to it. */
interface World {
  readonly id: string;
  readonly name: string;
  readonly staffEmail: string;
  readonly email: string;
  readonly userId: string;
  readonly mailId: string;
  /** A credential of the API. */
  readonly clientId: string;
  readonly applicationId: string;
  /** Not in its address, which a page that refuses repeats. */
  readonly applicationName: string;
  readonly endpointId: string;
  readonly endpointUrl: string;
  /** A trial of the endpoint. */
  readonly eventId: string;
  /** A client of the organization. */
  readonly organizationClientId: string;
}

/** Every page with data, and a text that is on it for whoever may open it. */
const places = {
  organizations: (world: World) => [`/organizations?q=${encodeURIComponent(world.name)}`, world.name],
  users: (world: World) => [`/users?q=${world.email}`, world.email],
  user: (world: World) => [`/users/${world.userId}`, world.email],
  mail: (world: World) => [`/mail?q=${world.email}`, world.email],
  message: (world: World) => [`/mail/${world.mailId}`, world.email],
  staff: (world: World) => ['/staff', world.staffEmail],
  applications: (world: World) => ['/applications', world.applicationId],
  application: (world: World) => [`/applications/${world.applicationId}`, world.applicationName],
  credentials: (world: World) => ['/credentials', world.clientId],
  webhooks: (world: World) => ['/webhooks', world.endpointUrl],
  endpoint: (world: World) => [`/webhooks/${world.endpointId}`, world.endpointUrl],
  delivery: (world: World) => [`/webhooks/${world.endpointId}/${world.eventId}`, world.endpointUrl],
  roles: () => ['/roles', 'Member'],
  permissions: () => ['/roles/permissions', 'members:invite'],
  activity: (world: World) => [`/activity?target=${world.email}`, world.email],
  'activity export': (world: World) => [`/activity/export?target=${world.email}`, world.email],
  'organization users': (world: World) => [`/organizations/${world.id}/users`, world.email],
  'organization export': (world: World) => [`/organizations/${world.id}/users/export`, world.email],
  'organization roles': (world: World) => [`/organizations/${world.id}/roles`, 'Admin'],
  'organization domains': (world: World) => [`/organizations/${world.id}/domains`, 'No domains yet'],
  'organization clients': (world: World) => [
    `/organizations/${world.id}/clients`,
    world.organizationClientId,
  ],
  'organization activity': (world: World) => [`/organizations/${world.id}/activity`, world.email],
  'organization activity export': (world: World) => [
    `/organizations/${world.id}/activity/export`,
    world.email,
  ],
  'organization settings': (world: World) => [
    `/organizations/${world.id}/settings`,
    'For those that are sent from now on.',
  ],
} as const satisfies Record<string, (world: World) => readonly [string, string]>;

type Place = keyof typeof places;

const all = Object.keys(places) as Place[];
const forInviters: Place[] = [
  'organizations',
  'organization users',
  'organization export',
  'organization roles',
];
const forOrganizationAdmins: Place[] = [
  ...forInviters,
  'organization domains',
  'organization activity',
  'organization activity export',
  'organization settings',
];

/** Ways to ask for a page that once slipped past the guards of pages made with Next. */
const sideDoors: readonly { suffix?: string; headers?: Record<string, string> }[] = [
  { headers: { rsc: '1' } },
  { headers: { rsc: '1', 'next-router-prefetch': '1' } },
  { headers: { rsc: '1', 'next-router-segment-prefetch': '/_tree' } },
  { headers: { 'x-middleware-subrequest': 'middleware:middleware:middleware:middleware:middleware' } },
  { headers: { 'x-usher-ip': '127.0.0.1', 'x-forwarded-host': 'evil.example', 'x-invoke-path': '/' } },
  { suffix: '.rsc' },
  { suffix: '.txt' },
];

const viewing = test.extend<{ world: World; asking: (person: Person | null) => Promise<APIRequestContext> }>({
  world: async ({ usher, organization, invite }, use) => {
    const invited = await invite();
    const manager = await createCredentialManager(usher.db);
    const { clientId } = await makeCredential(manager);
    const applicationName = `Shop ${randomUUID()}`;
    const { clientId: applicationId } = await makeApplication(manager, { name: applicationName });
    const { clientId: organizationClientId } = await makeOrganizationClient(manager, organization.id);
    const endpoint = await makeTriedEndpoint(usher.db);
    const staffEmail = organization.staff.email;
    await use({
      ...organization,
      ...invited,
      ...endpoint,
      staffEmail,
      clientId,
      applicationId,
      applicationName,
      organizationClientId,
    });
  },
  asking: async ({ usher, playwright }, use) => {
    const contexts: APIRequestContext[] = [];
    await use(async (person) => {
      const cookie = person ? { cookie: `usher-session=${await startSession(usher, person)}` } : {};
      const context = await playwright.request.newContext({
        baseURL: usher.origin,
        extraHTTPHeaders: cookie,
      });
      contexts.push(context);
      return context;
    });
    for (const context of contexts) await context.dispose();
  },
});

/** An endpoint at an address of its own that was tried out, and gets nothing else. */
async function makeTriedEndpoint(db: Database) {
  const manager = await createEndpointManager(db, new Date());
  const endpointUrl = `https://app.example.com/${randomUUID()}`;
  const { endpointId } = await makeEndpoint(manager, endpointUrl, ['permission.deleted']);
  return { endpointId, endpointUrl, ...(await sendTestEvent(manager, { endpointId })) };
}

async function expectOnly(asking: APIRequestContext, world: World, allowed: readonly Place[]): Promise<void> {
  const opened: Place[] = [];
  for (const place of all) if (await opens(asking, ...places[place](world))) opened.push(place);
  expect(opened).toEqual(all.filter((place) => allowed.includes(place)));
}

/** Where a page leads instead is not asked for: whoever is led on has not opened it. */
async function opens(asking: APIRequestContext, path: string, marker: string): Promise<boolean> {
  const answer = await asking.get(path, { maxRedirects: 0 });
  return answer.status() === 200 && (await answer.text()).includes(marker);
}

viewing('an owner and an admin of the staff open everything', async ({ world, asking, newStaff }) => {
  await expectOnly(await asking(await newStaff('OWNER')), world, all);
  await expectOnly(await asking(await newStaff('ADMIN')), world, all);
});

viewing('support opens all but what it may not change', async ({ world, asking, newStaff }) => {
  const closed: Place[] = [
    'organization settings',
    'organization clients',
    'applications',
    'application',
    'credentials',
    'webhooks',
    'endpoint',
    'delivery',
  ];
  const allowed = all.filter((place) => !closed.includes(place));
  await expectOnly(await asking(await newStaff('SUPPORT')), world, allowed);
});

viewing(
  "an organization's admin opens that organization and nothing else",
  async ({ world, asking, newMember }) => {
    const { actor } = await newMember();
    await expectOnly(await asking(actor), world, forOrganizationAdmins);
  },
);

viewing(
  'whoever may read and invite opens the users and the roles',
  async ({ usher, world, asking, newMember }) => {
    const permissions = ['members:read', 'members:invite'];
    const roleId = await makeRole(await createRoleManager(usher.db), world.id, 'inviter', { permissions });
    const { actor } = await newMember({ roleIds: [roleId] });
    await expectOnly(await asking(actor), world, forInviters);
  },
);

viewing(
  'whoever may only invite, a plain member and a deactivated admin open nothing',
  async ({ usher, world, asking, newMember }) => {
    const permissions = ['members:invite'];
    const roleId = await makeRole(await createRoleManager(usher.db), world.id, 'caller', { permissions });
    for (const options of [
      { roleIds: [roleId] },
      { roleIds: [memberRoleId] },
      { status: 'INACTIVE' as const },
    ]) {
      const { actor } = await newMember(options);
      await expectOnly(await asking(actor), world, []);
    }
  },
);

viewing(
  'a stranger, an invitee who has not joined and nobody at all open nothing',
  async ({ usher, world, asking }) => {
    const { organizationId } = await createTestOrganization(usher.db);
    const { actor } = await createMember(usher.db, organizationId);
    await expectOnly(await asking(actor), world, []);
    await expectOnly(await asking({ userId: world.userId }), world, []);
    await expectOnly(await asking(null), world, []);
  },
);

viewing('what belongs to somebody else answers as what does not exist', async ({ usher, world, asking }) => {
  const { organizationId } = await createTestOrganization(usher.db);
  const { actor } = await createMember(usher.db, organizationId);
  const stranger = await asking(actor);
  const missing = world.id.replace(/\d{4}$/, '0000');
  for (const part of [
    '/users',
    '/users/export',
    '/roles',
    '/domains',
    '/clients',
    '/activity',
    '/settings',
  ]) {
    const answers = [];
    for (const id of [world.id, missing]) {
      const answer = await stranger.get(`/organizations/${id}${part}`);
      answers.push({ status: answer.status(), size: (await answer.text()).replaceAll(id, '').length > 0 });
    }
    expect(answers[0], part).toEqual(answers[1]);
    expect(answers[0]?.status, part).toBe(404);
  }
});

viewing(
  'no side door of the framework shows more than the page itself',
  async ({ world, asking, newMember }) => {
    const { actor } = await newMember({ roleIds: [memberRoleId] });
    const guarded = [`/organizations/${world.id}/users`, `/users/${world.userId}`, `/mail/${world.mailId}`];
    for (const viewer of [await asking(actor), await asking(null)]) {
      for (const path of guarded) {
        for (const { suffix = '', headers = {} } of sideDoors) {
          const text = await (await viewer.get(path + suffix, { headers })).text();
          expect(text, `${path}${suffix} ${JSON.stringify(headers)}`).not.toContain(world.email);
        }
      }
    }
  },
);

viewing('live changes are told to those only who may read the list', async ({ usher, world, newMember }) => {
  const { actor } = await newMember({ roleIds: [memberRoleId] });
  for (const person of [actor, null]) {
    const cookie = person ? { cookie: `usher-session=${await startSession(usher, person)}` } : {};
    const answer = await fetch(`${usher.origin}/live/organizations/${world.id}`, { headers: cookie });
    await answer.body?.cancel();
    expect(answer.status).toBeGreaterThanOrEqual(401);
  }
});

viewing(
  'somebody who may invite sees only what they may do, and cannot give a role above their own',
  async ({ page, usher, world, signIn, newMember }) => {
    const permissions = ['members:read', 'members:invite'];
    const roleId = await makeRole(await createRoleManager(usher.db), world.id, 'inviter', { permissions });
    const { actor } = await newMember({ roleIds: [roleId] });
    await signIn(actor);
    const users = new UsersTab(page);
    await users.open(world.id);
    await expect(page.getByRole('navigation', { name: /^Parts of/ }).getByRole('link')).toHaveText([
      /^Users/,
      'Roles',
    ]);
    await expect(users.row(actor.email).getByRole('button', { name: /Actions for/ })).toHaveCount(0);
    await users
      .row(world.email)
      .getByRole('button', { name: /Actions for/ })
      .click();
    await expect(page.getByRole('menuitem')).toHaveText(['Resend invitation', 'Revoke invitation']);
    await page.keyboard.press('Escape');
    await users.openInviteDialog();
    await users.dialog.getByLabel('Role').click();
    await expect(page.getByRole('option', { name: /^Admin/ })).toBeDisabled();
    await expect(page.getByRole('option', { name: /^Member/ })).toBeEnabled();
  },
);

viewing(
  'support sees an organization without its settings, and may change none of its roles',
  async ({ page, organization, signIn, newStaff }) => {
    const tabs = page.getByRole('navigation', { name: /^Parts of/ }).getByRole('link');
    await signIn(organization.staff);
    await page.goto(`/organizations/${organization.id}/roles`);
    const shared = [/^Users/, 'Roles', 'SSO', 'Directory', 'Domains'];
    await expect(tabs).toHaveText([...shared, 'Logins', 'Activity']);
    await expect(page.getByRole('button', { name: /Create role|Save default roles/ })).toHaveCount(0);
    await page.getByRole('button', { name: 'Actions for Admin' }).click();
    await expect(page.getByRole('menuitem')).toHaveText(['Show', 'Users with this role']);

    await signIn(await newStaff('ADMIN'));
    await page.goto(`/organizations/${organization.id}/roles`);
    await expect(tabs).toHaveText([...shared, 'API clients', 'Logins', 'Activity', 'Settings']);
    await expect(page.getByRole('button', { name: /Create role/ })).toBeVisible();
  },
);
