import { mkdtemp, rm } from 'node:fs/promises';
import { type ClientRequest, request as httpRequest } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import type { Ctx } from '@/lib/authz/context';
import { isUsherError } from '@/lib/errors';
import { startEmbeddedPostgres } from '@/scripts/postgres';
import { pollUntil } from '@/scripts/processes';
import { invite } from '@/tests/factories/invitations';
import { createTestOrganization, freshEmail } from '@/tests/factories/world';
import { type FakeResend, startFakeResend } from '@/tests/fakes/resend';
import { providerSettings } from './fixtures';
import { type RunningUsher, secret, startUsher } from './server';
import { type Person, startSession } from './session';

test.slow();

let resend: FakeResend;
/** What is still to be taken down, last first. */
const undo: (() => Promise<unknown>)[] = [];

test.beforeEach(async () => {
  process.env.USHER_SECRET = secret;
  resend = await startFakeResend();
  undo.push(() => resend.stop());
});
test.afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step();
  expect(resend.complaints()).toEqual([]);
});

test('killed while it sends, it sends each mail once after the next start', async () => {
  const killed = await start();
  const { organizationId, staff } = await createTestOrganization(killed.db);
  resend.answerNext({ kind: 'time-out' }, { kind: 'accept-silently' });
  const now = { ...staff, now: new Date() };
  const invited = [await invite(now, organizationId), await invite(now, organizationId)];
  await expect.poll(() => resend.requestCount()).toBe(2);
  await killed.kill();

  await expectSentOnce(await startAgain(killed), invited);
});

test('asked to end under load, it answers what is under way and loses no mail', async () => {
  const ending = await start();
  const { organizationId, staff } = await createTestOrganization(ending.db);
  const now = { ...staff, now: new Date() };
  const first = await invite(now, organizationId);
  const { id } = await resend.waitForMessage(first.email);
  const held = await holdEvents(ending, id);
  const path = `${ending.origin}/organizations/${organizationId}/users`;
  const load = loadPage(path, `usher-session=${await startSession(ending, personOf(staff))}`);
  const invited = [first];
  for (let count = 0; count < 20; count += 1) invited.push(await invite(now, organizationId));

  ending.child.kill('SIGTERM');
  await pollUntil(() => isRefused(ending.origin), 20_000);
  const statuses = await Promise.all(held.map(finish));
  expect(statuses).toEqual(held.map(() => 200));
  expect(await load).toEqual([]);
  await ending.stop();
  expect(ending.child.exitCode).toBe(0);
  expect(ending.errors()).toEqual([]);

  const again = await startAgain(ending);
  await expectSentOnce(again, invited);
  const { state } = await again.db.mailMessage.findUniqueOrThrow({ where: { id: first.mailId } });
  expect(state).toBe('DELIVERED');
});

test('a database that restarts under load costs requests of that moment, and no invitation its mail', async ({
  page,
}) => {
  const dataDirectory = await mkdtemp(join(tmpdir(), 'usher-e2e-private-'));
  undo.push(() => rm(dataDirectory, { recursive: true, force: true }));
  let postgres = await startEmbeddedPostgres({ dataDirectory, ephemeral: true });
  undo.push(() => postgres.stop());
  const usher = await start({ DATABASE_URL: postgres.url });
  const { organizationId, staff } = await createTestOrganization(usher.db);
  const busy = await createTestOrganization(usher.db);
  const value = await startSession(usher, personOf(staff));
  await page.context().addCookies([{ name: 'usher-session', value, url: usher.origin }]);
  const address = `${usher.origin}/organizations/${organizationId}/users`;
  await page.goto(address);
  await page.getByRole('main').getByText('Live', { exact: true }).waitFor();

  const inviting = inviteStubbornly(busy.staff, busy.organizationId);
  await expect.poll(() => resend.messages().length).toBeGreaterThan(3);
  await postgres.stop();
  expect((await fetch(`${usher.origin}/readyz`)).status).toBe(503);
  const opened = await page.context().newPage();
  await opened.goto(address);
  await expect(opened.getByRole('button', { name: 'Try again' })).toBeVisible();
  postgres = await startEmbeddedPostgres({ dataDirectory, ephemeral: true });
  const emails = await inviting;
  await expect.poll(() => resend.messages().length, { timeout: 60_000 }).toBe(emails.length);
  expect(new Set(resend.messages().map((message) => message.to))).toEqual(new Set(emails));
  const { email } = await invite({ ...staff, now: new Date() }, organizationId);
  const row = (list: Page) => list.getByRole('row').filter({ hasText: email });
  await expect(row(page), 'the open list follows again').toBeVisible();
  await opened.bringToFront();
  await expect(row(opened), 'the page that failed meanwhile came back by itself').toBeVisible();
  expect(opened.url()).toBe(address);
});

async function start(settings: Record<string, string> = {}): Promise<RunningUsher> {
  const usher = await startUsher({ ...providerSettings(resend), ...settings });
  undo.push(() => usher.stop());
  return usher;
}

/** The same installation once more: its database, its address. */
function startAgain({ databaseUrl, origin }: RunningUsher): Promise<RunningUsher> {
  return start({ DATABASE_URL: databaseUrl, PORT: new URL(origin).port });
}

/** Every invitation's mail arrived, was written down as sent, and came once. */
async function expectSentOnce(usher: RunningUsher, invited: readonly { mailId: string; email: string }[]) {
  const ids = invited.map(({ mailId }) => mailId);
  const sent = () => usher.db.mailMessage.count({ where: { id: { in: ids }, state: { not: 'QUEUED' } } });
  await expect.poll(sent, { timeout: 60_000 }).toBe(invited.length);
  for (const { email } of invited) {
    expect(resend.messages().filter((message) => message.to === email)).toHaveLength(1);
  }
}

/** Delivery events of which the server has had the first half: they are under way for as long as we like. */
async function holdEvents(usher: RunningUsher, messageId: string): Promise<ClientRequest[]> {
  return Promise.all(
    [1, 2, 3].map(async () => {
      const { headers, body } = resend.signEvent(messageId, { type: 'email.delivered' });
      const url = `${usher.origin}/inbound/resend`;
      const length = { 'content-length': String(Buffer.byteLength(body)) };
      const held = httpRequest(url, { method: 'POST', headers: { ...headers, ...length }, agent: false });
      await new Promise<void>((resolve) => held.write(body.slice(0, 10), () => resolve()));
      rest.set(held, body.slice(10));
      return held;
    }),
  );
}

const rest = new WeakMap<ClientRequest, string>();

function finish(held: ClientRequest): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    held.once('response', (response) => {
      response.resume();
      resolve(response.statusCode);
    });
    held.once('error', reject);
    held.end(rest.get(held));
  });
}

/** Asks for a page again and again, four at a time, until nobody answers; tells of answers that broke off. */
async function loadPage(url: string, cookie: string): Promise<string[]> {
  const broken: string[] = [];
  const ask = async (): Promise<void> => {
    const answer = await fetch(url, { headers: { cookie, connection: 'close' } }).catch(() => null);
    if (!answer) return;
    const text = await answer.text().catch((error: unknown) => String(error));
    if (!text.trimEnd().endsWith('</html>')) broken.push(`${answer.status}: ${text.slice(-80)}`);
    return ask();
  };
  await Promise.all([ask(), ask(), ask(), ask()]);
  return broken;
}

function isRefused(origin: string): Promise<boolean> {
  return fetch(`${origin}/healthz`).then(
    () => false,
    () => true,
  );
}

/** Invites twenty people, each as often as it takes: an answer that was lost may have been a yes. */
async function inviteStubbornly(staff: Ctx, organizationId: string): Promise<string[]> {
  const emails = Array.from({ length: 20 }, () => freshEmail('stubborn'));
  for (const email of emails) {
    await pollUntil(async () => {
      const invited = invite({ ...staff, now: new Date() }, organizationId, { email });
      return invited.then(
        () => true,
        (error: unknown) => isUsherError(error) && error.code === 'already_invited',
      );
    }, 60_000);
  }
  return emails;
}

function personOf({ actor }: Ctx): Person {
  if (actor.kind !== 'user') throw new Error('Nobody is signed in.');
  return actor;
}
