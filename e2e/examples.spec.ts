import type { Page } from '@playwright/test';
import { createOrganization } from '@/lib/organizations/create-organization';
import { findFreePort } from '@/scripts/ports';
import type { Example } from '@/tests/conformance/examples/describe-example';
import { django, express, gin, springBoot } from '@/tests/conformance/examples/programs';
import { type RunningExample, startExample } from '@/tests/conformance/examples/start-example';
import { tellSkipped } from '@/tests/conformance/toolchain';
import { writeCertificate } from '@/tests/factories/certificate';
import { createMember } from '@/tests/factories/members';
import { createEndpointManager, makeEndpoint } from '@/tests/factories/webhooks';
import { contextFor, createStaff } from '@/tests/factories/world';
import { expect, linkIn, test } from './fixtures';
import { InvitationPage } from './pages/invitation-page';
import { type RunningUsher, startUsher } from './server';
import { signInAs } from './session';

// A visitor whom a program of this machine relays is not on this machine, and so has no mailbox.
test.use({ extraHTTPHeaders: {} });

const examples: Record<string, () => Example | Promise<Example>> = {
  Express: () => express,
  Django: django,
  Gin: gin,
  'Spring Boot': springBoot,
};

for (const [name, load] of Object.entries(examples)) {
  test(`the ${name} example: who is invited there joins, is signed in there without a page between, and signs out`, async ({
    openBrowser,
  }) => {
    test.setTimeout(180_000);
    const example = await load();
    if (example.missing !== null) tellSkipped(`the ${name} example`, example.missing);
    test.skip(example.missing !== null);
    await runBoth(example, async (usher, { origin }) => {
      const admin = await openBrowser({ ignoreHTTPSErrors: true });
      const organization = await createOrganizationWithAdmin(usher, admin);
      await admin.goto(`${origin}/members`);
      await expect(admin.getByRole('heading', { level: 1 })).toHaveText(`Members of ${organization}`);
      await inviteMember(admin, 'ada@acme.example');
      await expect(admin.getByRole('row', { name: /ada@acme\.example/ })).toContainText('Invited');
      await inviteMember(admin, 'ada@acme.example');
      await expect(admin.getByRole('alert')).toContainText(/already/i);

      const invitee = new InvitationPage(await openBrowser({ ignoreHTTPSErrors: true }));
      const link = await invitationLink(invitee.page, usher, 'ada@acme.example');
      await invitee.open(link);
      const visited = visitedPages(invitee.page);
      await invitee.join.click();
      await expect(invitee.page.getByText('Signed in as ada@acme.example.')).toBeVisible();
      expect(visited().filter((url) => url !== link)).toEqual([`${origin}/members`]);
      await expect(invitee.page.getByRole('row', { name: /ada@acme\.example/ })).toContainText('Active');
      await expect(invitee.page.getByRole('button', { name: 'Send invitation' })).toHaveCount(0);

      await expect(async () => {
        await admin.goto(`${origin}/members`);
        const item = admin.getByRole('listitem').filter({ hasText: 'user.organization_invitation' });
        await expect(item).toHaveCount(1, { timeout: 1000 });
      }).toPass();

      await invitee.page.getByRole('link', { name: 'Sign out' }).click();
      await expect(invitee.page).toHaveURL((url) => url.origin === usher.origin);
      await invitee.page.goto(`${origin}/members`);
      await expect(invitee.page).toHaveURL((url) => url.origin === usher.origin);
      expect(usher.errors()).toEqual([]);
      // What is still being loaded must not be refused by servers that have ended.
      for (const page of [admin, invitee.page]) await page.close();
    });
  });
}

/** Usher and the example, which know each other as examples/README.md says, and a webhook between them. */
async function runBoth(
  { needsTls, port: usherPort, program }: Example,
  journey: (usher: RunningUsher, example: RunningExample) => Promise<void>,
): Promise<void> {
  const port = await findFreePort();
  const origin = `http://localhost:${port}`;
  const tls = writeCertificate();
  const credential = { id: 'example', secret: 'a-secret-of-the-examples' };
  const usher = await startUsher({
    USHER_CLIENT_ID: credential.id,
    USHER_CLIENT_SECRET: credential.secret,
    USHER_REDIRECT_URIS: `${origin}/auth/callback`,
    USHER_INITIATE_LOGIN_URI: `${origin}/login`,
    USHER_ALLOWED_PRIVATE_HOSTS: 'localhost',
    ...(usherPort && { PORT: String(usherPort) }),
    ...(needsTls && { USHER_TLS_CERT: tls.certificate, USHER_TLS_KEY: tls.key }),
  });
  let example: RunningExample | undefined;
  try {
    example = await startExample(await program(tls.certificate), {
      PORT: String(port),
      SCALEKIT_ENVIRONMENT_URL: usher.origin,
      SCALEKIT_CLIENT_ID: credential.id,
      SCALEKIT_CLIENT_SECRET: credential.secret,
      SCALEKIT_WEBHOOK_SECRET: await createWebhook(usher, `${origin}/webhooks`),
    });
    await journey(usher, example);
  } finally {
    await example?.stop();
    await usher.stop();
  }
}

async function createWebhook({ db }: RunningUsher, url: string): Promise<string> {
  const { endpointId, secret } = await makeEndpoint(await createEndpointManager(db, new Date()));
  // Only the server was told that it may send to this machine.
  await db.webhookEndpoint.update({ where: { id: endpointId }, data: { url } });
  return secret;
}

/** Its name; the page's browser is signed in at Usher as its admin. */
async function createOrganizationWithAdmin(usher: RunningUsher, page: Page): Promise<string> {
  const name = 'Acme Robotics';
  const ctx = contextFor(usher.db, await createStaff(usher.db), new Date());
  const { id } = await createOrganization(ctx, { name, externalId: null });
  const { actor } = await createMember(usher.db, id);
  await signInAs(usher, actor, page.context());
  return name;
}

async function inviteMember(page: Page, email: string): Promise<void> {
  await page.getByLabel('Email address').fill(email);
  await page.getByLabel('Role').selectOption('member');
  await page.getByRole('button', { name: 'Send invitation' }).click();
}

async function invitationLink(page: Page, usher: RunningUsher, email: string): Promise<string> {
  const [message] = await (await page.request.get(`${usher.origin}/mailbox/messages?to=${email}`)).json();
  return linkIn(message.text, '/invite/');
}

/** Every page that the browser has shown since, not what only sent it on. */
function visitedPages(page: Page): () => string[] {
  const urls: string[] = [];
  page.on('framenavigated', (frame) => {
    if (frame === page.mainFrame()) urls.push(frame.url());
  });
  return () => urls;
}
