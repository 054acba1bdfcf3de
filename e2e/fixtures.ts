import { type BrowserContext, test as base, expect, type Page } from '@playwright/test';
import type { StaffRole, UserActor } from '@/lib/authz/context';
import { hashToken, randomToken } from '@/lib/crypto';
import { newId } from '@/lib/id';
import { createOrganization } from '@/lib/organizations/create-organization';
import { createMember, type MemberOptions } from '@/tests/factories/members';
import { contextFor, createStaff } from '@/tests/factories/world';
import { type FakeResend, startFakeResend } from '@/tests/fakes/resend';
import { type RunningUsher, secret, startUsher } from './server';

export interface Usher extends RunningUsher {
  /** The mail provider that this server sends through. */
  readonly resend: FakeResend;
}

interface WorkerFixtures {
  /** The whole server with a fake mail provider; shared by the tests of a worker, which make their own organizations. */
  readonly usher: Usher;
}

interface TestFixtures {
  /** A new organization, and a support person who looks after it. */
  readonly organization: { readonly id: string; readonly name: string; readonly staff: UserActor };
  /** Signs someone in in the test's own browser. */
  readonly signIn: (person: Pick<UserActor, 'userId'>, context?: BrowserContext) => Promise<void>;
  readonly newStaff: (role: StaffRole) => Promise<UserActor>;
  readonly newMember: (organizationId: string, options?: MemberOptions) => Promise<UserActor>;
}

export const test = base.extend<TestFixtures, WorkerFixtures>({
  usher: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads which fixtures are wanted from this pattern
    async ({}, use) => {
      process.env.USHER_SECRET = secret;
      const resend = await startFakeResend();
      const server = await startUsher({
        RESEND_API_KEY: resend.apiKey,
        RESEND_BASE_URL: resend.url,
        RESEND_WEBHOOK_SECRET: resend.webhookSecret,
        RESEND_FROM: 'Northwind <no-reply@northwind.example>',
        USHER_OWNER_EMAIL: 'owner@example.com',
      });
      resend.postEventsTo(`${server.origin}/inbound/resend`);
      await use({ ...server, resend });
      await server.stop();
      await resend.stop();
      expect(resend.complaints()).toEqual([]);
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  baseURL: async ({ usher }, use) => use(usher.origin),
  /** A page whose console and network complain about nothing. */
  page: async ({ page }, use) => {
    const complaints = watch(page);
    await use(page);
    expect(complaints).toEqual([]);
  },
  organization: async ({ usher }, use, info) => {
    const staff = await createStaff(usher.db, 'SUPPORT');
    const name = `Acme ${info.testId.slice(-6)}`;
    const { id } = await createOrganization(contextFor(usher.db, staff, new Date()), {
      name,
      externalId: null,
    });
    await use({ id, name, staff });
  },
  signIn: async ({ usher, context: own }, use) => {
    await use(async ({ userId }, context = own) => {
      const token = randomToken();
      const end = new Date(Date.now() + 3_600_000);
      const session = {
        id: newId('session'),
        sessionToken: hashToken(token),
        userId,
        expires: end,
        absoluteExpiresAt: end,
      };
      await usher.db.session.create({ data: session });
      await context.addCookies([
        { name: 'usher-session', value: token, url: usher.origin, httpOnly: true, sameSite: 'Lax' },
      ]);
    });
  },
  newStaff: async ({ usher }, use) => use((role) => createStaff(usher.db, role)),
  newMember: async ({ usher }, use) =>
    use(async (organizationId, options) => (await createMember(usher.db, organizationId, options)).actor),
});

export { expect } from '@playwright/test';

/** Collects what a healthy page never has: errors on the console, refused resources, requests to other hosts. */
export function watch(page: Page): string[] {
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(`error: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error' && !/status of 4\d\d/.test(message.text()))
      complaints.push(`console: ${message.text()}`);
  });
  page.on('request', (request) => {
    const { protocol, hostname } = new URL(request.url());
    if (protocol.startsWith('http') && hostname !== 'localhost') complaints.push(`request to ${hostname}`);
  });
  return complaints;
}

/** The link in a mail: the one whose path begins with `path`. */
export function linkIn(text: string, path: string): string {
  const link = text.match(/https?:\/\/\S+/g)?.find((each) => new URL(each).pathname.startsWith(path));
  if (!link) throw new Error(`There is no link to ${path} in: ${text}`);
  return link;
}
