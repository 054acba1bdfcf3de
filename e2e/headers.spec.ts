import type { APIResponse } from '@playwright/test';
import { expect, test } from './fixtures';
import { InvitationPage } from './pages/invitation-page';
import { startSession } from './session';

test('every page has a policy with a nonce of its own, and lets nobody frame, keep or refer to it', async ({
  playwright,
  usher,
  organization,
  invite,
}) => {
  const { link } = await invite();
  const cookie = `usher-session=${await startSession(usher, organization.staff)}`;
  const request = await playwright.request.newContext({
    baseURL: usher.origin,
    extraHTTPHeaders: { cookie },
  });
  const paths = ['/login', '/me', '/organizations', `/organizations/${organization.id}/users`, link];
  const nonces = new Set<string>();
  for (const path of [...paths, ...paths, '/no-such-page', '/invite/unknown']) {
    const answer = await request.get(path);
    expectGuarded(answer);
    const nonce = /'nonce-([^']+)'/.exec(answer.headers()['content-security-policy'] ?? '')?.[1] ?? '';
    nonces.add(nonce);
    const scripts = (await answer.text()).match(/<script\b[^>]*>/g) ?? [];
    expect(scripts.length, path).toBeGreaterThan(0);
    for (const script of scripts) expect(script, path).toContain(`nonce="${nonce}"`);
  }
  expect(nonces.size).toBe(2 * paths.length + 2);
  await request.dispose();
});

test('a nonce or a policy that a client sends is not used', async ({ request }) => {
  const headers = { 'x-nonce': 'chosen', 'content-security-policy': "script-src 'nonce-chosen'" };
  const answer = await request.get('/login', { headers });
  expect(answer.headers()['content-security-policy']).not.toContain('chosen');
  expect(await answer.text()).not.toContain('nonce="chosen"');
});

test('cookies are kept from scripts and from other sites, and the attempt lives a minute', async ({
  page,
  invite,
}) => {
  const { link } = await invite();
  const invitation = new InvitationPage(page);
  await invitation.open(link);
  expect(await page.context().cookies()).toEqual([]);
  await page.route('**/auth/callback', (route) => route.abort());
  await invitation.join.click();
  await expect
    .poll(async () => (await page.context().cookies()).map(({ name }) => name))
    .toEqual(['usher-attempt']);
  const [attempt] = await page.context().cookies();
  expect(attempt).toMatchObject({ httpOnly: true, sameSite: 'Lax', path: '/' });
  expect((attempt?.expires ?? 0) * 1000 - Date.now()).toBeLessThanOrEqual(60_000);

  await page.unroute('**/auth/callback');
  await page.request.get('/auth/callback');
  const session = (await page.context().cookies()).find(({ name }) => name === 'usher-session');
  expect(session).toMatchObject({ httpOnly: true, sameSite: 'Lax', path: '/' });
});

test('the callback without the cookie of this browser does nothing', async ({
  page,
  openBrowser,
  usher,
  invite,
}) => {
  const { invitationId, link } = await invite();
  const invitation = new InvitationPage(page);
  await invitation.open(link);
  await page.route('**/auth/callback', (route) => route.abort());
  await invitation.join.click();
  await expect.poll(async () => (await page.context().cookies()).length).toBe(1);
  const stranger = await openBrowser();
  await stranger.goto('/auth/callback');
  await expect(stranger).toHaveURL(/\/login$/);
  const { acceptedAt } = await usher.db.invitation.findUniqueOrThrow({ where: { id: invitationId } });
  expect(acceptedAt).toBeNull();
});

test('files of the application may be kept, and nothing else of it', async ({ page, usher }) => {
  const kept: string[] = [];
  page.on('response', async (response) => {
    const { pathname } = new URL(response.url());
    if (!/no-store/.test(response.headers()['cache-control'] ?? '')) kept.push(pathname);
  });
  await page.goto(`${usher.origin}/login`);
  await page.waitForLoadState('networkidle');
  expect(kept.length).toBeGreaterThan(0);
  for (const path of kept) expect(path).toMatch(/^\/(?:_next\/static\/|icon|logo)/);
});

function expectGuarded(answer: APIResponse): void {
  expect(answer.headers(), answer.url()).toMatchObject({
    'cache-control': expect.stringContaining('no-store'),
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'cross-origin-opener-policy': 'same-origin',
    'permissions-policy': expect.stringContaining('camera=()'),
    'content-security-policy': expect.stringMatching(
      /default-src 'none'.*'strict-dynamic'.*form-action 'self'.*frame-ancestors 'none'.*base-uri 'none'/,
    ),
  });
  expect(answer.headers()['content-security-policy']).not.toMatch(/unsafe-eval|script-src[^;]*unsafe-inline/);
}
