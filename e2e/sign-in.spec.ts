import type { Page } from '@playwright/test';
import { createPerson } from '@/tests/factories/members';
import { freshEmail } from '@/tests/factories/world';
import { expect, linkIn, test } from './fixtures';
import { startSession } from './session';

test('a mailed link signs somebody in once, in any browser, and opening it changes nothing', async ({
  page,
  openBrowser,
  usher,
}) => {
  const person = await createPerson(usher.db);
  await askForLink(page, person.email);
  const { text } = await usher.resend.waitForMessage(person.email);
  const link = linkIn(text, '/login/link/');
  for (let count = 0; count < 5; count += 1) expect((await page.request.get(link)).status()).toBe(200);
  const other = await openBrowser();
  await other.goto(link);
  await expect(other.getByRole('main')).toContainText(person.email);
  await other.getByRole('button', { name: 'Sign in' }).click();
  await expect(other).toHaveURL(/\/me$/);

  await page.goto(link);
  await expect(page.getByRole('heading')).toHaveText('This link has been used');
  await page.getByRole('button', { name: 'Mail me a link' }).click();
  await expect(page.getByRole('main')).toContainText(person.email);
  const mails = () => usher.resend.messages().filter((message) => message.to === person.email);
  await expect.poll(() => mails().length).toBe(2);
  const expired = { where: { userId: person.userId, consumedAt: null }, data: { expiresAt: new Date() } };
  await usher.db.signInLink.updateMany(expired);
  await page.goto(linkIn(mails()[1]?.text ?? '', '/login/link/'));
  await expect(page.getByRole('heading')).toHaveText('This link has expired');
});

test('an unknown address gets the same answer on the screen, no mail and no user', async ({
  page,
  usher,
}) => {
  const person = await createPerson(usher.db);
  const unknown = freshEmail('nobody');
  const shown: string[] = [];
  for (const email of [unknown, person.email]) {
    await askForLink(page, email);
    const text = (await page.getByRole('main').textContent()) ?? '';
    shown.push(text.replace(email, '…').replace(/\d+ s/, '… s'));
  }
  expect(shown[0]).toBe(shown[1]);
  await usher.resend.waitForMessage(person.email);
  expect(usher.resend.messages().filter((message) => message.to === unknown)).toEqual([]);
  expect(await usher.db.user.count({ where: { email: unknown } })).toBe(0);
});

test('asking too often is refused with a time to try again, and mails no more', async ({ page, usher }) => {
  const person = await createPerson(usher.db);
  for (let count = 0; count < 5; count += 1) await askForLink(page, person.email);
  await page.goto('/login');
  await page.getByLabel('Email address').fill(person.email);
  await page.getByRole('button', { name: 'Continue' }).click();
  await expect(page.getByRole('main').getByRole('alert')).toContainText(/Try again in \d+ minutes/);
  await expect(page.getByLabel('Email address')).toHaveValue(person.email);
  const mails = () => usher.resend.messages().filter((message) => message.to === person.email);
  await expect.poll(() => mails().length).toBe(5);
});

test('signing in works without scripts', async ({ openBrowser, usher }) => {
  const person = await createPerson(usher.db);
  const page = await openBrowser({ javaScriptEnabled: false });
  await askForLink(page, person.email);
  const { text } = await usher.resend.waitForMessage(person.email);
  await page.goto(linkIn(text, '/login/link/'));
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page).toHaveURL(/\/me$/);
});

test("next-auth's own ways in do not exist", async ({ request }) => {
  const paths = [
    '/api/auth/signin',
    '/api/auth/signin/email',
    '/api/auth/callback/email?token=a&email=owner@example.com',
    '/api/auth/callback/credentials',
    '/api/auth/providers',
    '/api/auth/verify-request',
    '/api/auth/error',
    '/api/auth/session/more',
  ];
  for (const path of paths) {
    expect((await request.get(path)).status(), path).toBe(404);
    expect((await request.post(path)).status(), path).toBe(404);
  }
});

test('signing out ends the session itself, not only its cookie', async ({ page, usher, organization }) => {
  const token = await startSession(usher, organization.staff);
  const cookie = { name: 'usher-session', value: token, url: usher.origin };
  await page.context().addCookies([cookie]);
  await page.goto('/organizations');
  await page.getByRole('button', { name: organization.staff.name }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await expect(page).toHaveURL(/\/login/);
  await expect(page.getByRole('main')).toContainText('You are signed out');
  await page.context().addCookies([cookie]);
  await page.goto('/organizations');
  await expect(page).toHaveURL(/\/login\?returnTo=%2Forganizations$/);
});

test('signing out works without scripts', async ({ openBrowser, newStaff }) => {
  const person = await newStaff('SUPPORT');
  const page = await openBrowser({ as: person, javaScriptEnabled: false });
  await page.goto('/me');
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page).toHaveURL(/\/login\?notice=signed_out$/);
  await page.goto('/me');
  await expect(page).toHaveURL(/\/login\?returnTo=/);
});

test('no other site and no link signs anybody out', async ({ page, usher, signIn, organization }) => {
  await signIn(organization.staff);
  const foreign = { headers: { origin: 'https://evil.example' }, maxRedirects: 0 };
  expect((await page.request.post('/sign-out', foreign)).status()).toBe(403);
  expect((await page.request.get('/sign-out', { maxRedirects: 0 })).status()).toBe(405);
  await page.goto('/me');
  await expect(page).toHaveURL(`${usher.origin}/me`);
});

test('whoever was on the way to a page arrives there after signing in', async ({
  page,
  usher,
  organization,
}) => {
  const target = `/organizations/${organization.id}/users?status=pending`;
  await page.goto(target);
  await page.getByLabel('Email address').fill(organization.staff.email);
  await page.getByRole('button', { name: 'Continue' }).click();
  const { text } = await usher.resend.waitForMessage(organization.staff.email);
  await page.goto(linkIn(text, '/login/link/'));
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page).toHaveURL(usher.origin + target);
});

const elsewhere = [
  '//evil.example',
  '/\\evil.example',
  '\\\\evil.example',
  'https://evil.example',
  'https:evil.example',
  '/%2f%2fevil.example',
  '/%5cevil.example',
  '/\t/evil.example',
  '@evil.example',
  'javascript:alert(1)',
  '/..//evil.example',
];

test('no address to return to leads to another host', async ({ page, usher, signIn }) => {
  const person = await createPerson(usher.db);
  await signIn(person);
  for (const returnTo of elsewhere) {
    await page.goto(`/login?returnTo=${encodeURIComponent(returnTo)}`);
    const next = page.getByRole('link', { name: 'Continue' });
    expect(new URL((await next.getAttribute('href')) ?? '', usher.origin).origin, returnTo).toBe(
      usher.origin,
    );
    await expect(next, returnTo).toHaveAttribute('href', '/');
  }
});

test('an address to return to that was slipped into the form is dropped', async ({ page, usher }) => {
  const person = await createPerson(usher.db);
  await page.goto('/login?returnTo=/me');
  await page.locator('input[name=returnTo]').evaluate((input: HTMLInputElement) => {
    input.value = '//evil.example/me';
  });
  await page.getByLabel('Email address').fill(person.email);
  await page.getByRole('button', { name: 'Continue' }).click();
  const { text } = await usher.resend.waitForMessage(person.email);
  await page.goto(linkIn(text, '/login/link/'));
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page).toHaveURL(`${usher.origin}/me`);
});

async function askForLink(page: Page, email: string): Promise<void> {
  await page.goto('/login');
  await page.getByLabel('Email address').fill(email);
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('heading', { name: 'Check your mailbox' }).waitFor();
}
