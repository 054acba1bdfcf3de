import {
  type BrowserContext,
  type BrowserContextOptions,
  test as base,
  expect,
  type Page,
} from '@playwright/test';
import type { StaffRole, UserActor } from '@/lib/authz/context';
import type { InviteMemberForm } from '@/lib/invitations/invitation.schema';
import type { InvitedMember } from '@/lib/invitations/invite-member';
import { createOrganization } from '@/lib/organizations/create-organization';
import { invite } from '@/tests/factories/invitations';
import { createMember, type MemberOptions, type TestMember } from '@/tests/factories/members';
import { contextFor, createStaff } from '@/tests/factories/world';
import { type DnsServer, startDnsServer } from '@/tests/fakes/dns-server';
import { type FakeResend, startFakeResend } from '@/tests/fakes/resend';
import type { TakenMessage } from '@/tests/fakes/resend-message';
import { type RunningUsher, secret, startUsher } from './server';
import { type Person, signInAs } from './session';
import { takeNoClickBeforeReact } from './take-no-click-before-react';
import { watch } from './watch';

export interface Usher extends RunningUsher {
  /** The mail provider that this server sends through. */
  readonly resend: FakeResend;
  /** The name server that this server asks for TXT records. */
  readonly dns: DnsServer;
}

/** Someone who was invited, and the mail that reached them. */
export interface Invited extends InvitedMember {
  readonly message: TakenMessage;
  /** The mailed link. */
  readonly link: string;
}

export interface BrowserOptions extends BrowserContextOptions {
  /** Who is signed in in it. */
  readonly as?: Person;
}

interface WorkerFixtures {
  /** The whole server with a fake mail provider; shared by the tests of a worker, which make their own organizations. */
  readonly usher: Usher;
}

interface TestFixtures {
  /** Which errors, in the server's log or on the console of its page, a test provokes on purpose. */
  readonly provokes: RegExp | null;
  /** Fails a test when the server logs an error meanwhile. */
  readonly quietServer: undefined;
  /** A new organization, and a support person who looks after it. */
  readonly organization: { readonly id: string; readonly name: string; readonly staff: UserActor };
  /** Signs someone in in the test's own browser. */
  readonly signIn: (person: Person) => Promise<void>;
  /** A page of another browser, watched like the test's own. */
  readonly openBrowser: (options?: BrowserOptions) => Promise<Page>;
  readonly newStaff: (role: StaffRole) => Promise<UserActor>;
  /** A member of the test's organization, an admin unless told otherwise. */
  readonly newMember: (options?: MemberOptions) => Promise<TestMember>;
  /** Invites somebody to the test's organization, as its support person. */
  readonly invite: (form?: Partial<InviteMemberForm>) => Promise<Invited>;
}

/** Where the fakes are: an OpenID provider by its name, the others by their address. */
const loopback = '127.0.0.1,localhost';

export const test = base.extend<TestFixtures, WorkerFixtures>({
  usher: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads which fixtures are wanted from this pattern
    async ({}, use) => {
      process.env.USHER_SECRET = secret;
      process.env.USHER_ALLOWED_PRIVATE_HOSTS = loopback;
      const [resend, dns] = await Promise.all([startFakeResend(), startDnsServer()]);
      const server = await startUsher({
        ...providerSettings(resend),
        USHER_OWNER_EMAIL: 'owner@example.com',
        USHER_TRUSTED_PROXIES: '127.0.0.1,::1',
        USHER_ALLOWED_PRIVATE_HOSTS: loopback,
        USHER_DNS_SERVERS: dns.address,
      });
      resend.postEventsTo(`${server.origin}/inbound/resend`);
      await use({ ...server, resend, dns });
      await server.stop();
      await Promise.all([resend.stop(), dns.stop()]);
      expect(resend.complaints()).toEqual([]);
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  provokes: [null, { option: true }],
  quietServer: [
    async ({ usher, provokes }, use) => {
      const before = usher.errors().length;
      await use(undefined);
      const errors = usher.errors().slice(before);
      expect(errors.filter((error) => !provokes?.test(error))).toEqual([]);
    },
    { auto: true },
  ],
  baseURL: async ({ usher }, use) => use(usher.origin),
  /** Every test comes from an address of its own, since limits count by it. */
  // biome-ignore lint/correctness/noEmptyPattern: as above
  extraHTTPHeaders: async ({}, use) => use({ 'x-forwarded-for': ownAddress() }),
  page: async ({ page, provokes }, use) => {
    const complaints = watch(page);
    await takeNoClickBeforeReact(page);
    await use(page);
    expect(complaints.filter((complaint) => !provokes?.test(complaint))).toEqual([]);
  },
  openBrowser: async ({ usher, browser }, use) => {
    const opened: { context: BrowserContext; complaints: string[] }[] = [];
    await use(async ({ as, ...options } = {}) => {
      const context = await browser.newContext(options);
      if (as) await signInAs(usher, as, context);
      const page = await context.newPage();
      opened.push({ context, complaints: watch(page) });
      if (options.javaScriptEnabled !== false) await takeNoClickBeforeReact(page);
      return page;
    });
    for (const { context } of opened) await context.close();
    expect(opened.flatMap(({ complaints }) => complaints)).toEqual([]);
  },
  organization: async ({ usher }, use, info) => {
    const staff = await createStaff(usher.db, 'SUPPORT');
    const name = `Acme ${info.testId.slice(-6)}`;
    const ctx = contextFor(usher.db, staff, new Date());
    const { id } = await createOrganization(ctx, { name, externalId: null });
    await use({ id, name, staff });
  },
  signIn: async ({ usher, context }, use) => use((person) => signInAs(usher, person, context)),
  newStaff: async ({ usher }, use) => use((role) => createStaff(usher.db, role)),
  newMember: async ({ usher, organization }, use) =>
    use((options) => createMember(usher.db, organization.id, options)),
  invite: async ({ usher, organization }, use) =>
    use(async (form) => {
      const ctx = contextFor(usher.db, organization.staff, new Date());
      const invited = await invite(ctx, organization.id, form);
      const message = await usher.resend.waitForMessage(invited.email);
      return { ...invited, message, link: linkIn(message.text, '/invite/') };
    }),
});

export { expect } from '@playwright/test';

/** What a server is told so that it mails through this provider. */
export function providerSettings(resend: FakeResend): Record<string, string> {
  return {
    RESEND_API_KEY: resend.apiKey,
    RESEND_BASE_URL: resend.url,
    RESEND_WEBHOOK_SECRET: resend.webhookSecret,
    RESEND_FROM: 'Northwind <no-reply@northwind.example>',
  };
}

/** The link in a mail: the one whose path begins with `path`. */
export function linkIn(text: string, path: string): string {
  const link = text.match(/https?:\/\/\S+/g)?.find((each) => new URL(each).pathname.startsWith(path));
  if (!link) throw new Error(`There is no link to ${path} in: ${text}`);
  return link;
}

function ownAddress(): string {
  const part = () => Math.floor(Math.random() * 256);
  return `10.${part()}.${part()}.${part()}`;
}
