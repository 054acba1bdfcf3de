import type { Route } from '@playwright/test';
import { expect, test } from './fixtures';
import { UsersTab } from './pages/users-tab';

test.use({ provokes: /status of 503|ERR_INTERNET_DISCONNECTED/ });
test.beforeEach(async ({ signIn, organization }) => signIn(organization.staff));

test('while the server cannot answer, an open page stays with what is typed in it, and follows on afterwards', async ({
  page,
  organization,
  invite,
}) => {
  const users = new UsersTab(page);
  await users.open(organization.id);
  await users.openInviteDialog();
  const field = users.dialog.getByLabel('Email address');
  await field.fill('half an addr');
  let asked = 0;
  await page.route('**/readyz', (route) => {
    asked += 1;
    return route.fulfill({ status: 503 });
  });
  const { email } = await invite();
  await expect.poll(() => asked).toBeGreaterThan(1);
  await expect(field).toHaveValue('half an addr');
  await page.unroute('**/readyz');
  await expect(page.locator('tbody')).toContainText(email);
  await expect(field).toHaveValue('half an addr');
});

test('what happened while the network was away is caught up on', async ({ page, organization, invite }) => {
  const users = new UsersTab(page);
  const refreshed = page.waitForResponse((response) => response.request().headers().rsc === '1');
  await users.open(organization.id);
  await refreshed;
  await page.context().setOffline(true);
  const { email } = await invite();
  await page.context().setOffline(false);
  await expect(users.row(email)).toContainText('Pending');
});

test('a page that cannot be fetched to its end does not call itself live, until it can', async ({
  page,
  organization,
  invite,
}) => {
  await page.clock.install();
  const users = new UsersTab(page);
  const refreshed = page.waitForResponse((response) => response.request().headers().rsc === '1');
  await users.open(organization.id);
  await refreshed;
  const held: Route[] = [];
  const isFetch = (url: URL) => url.searchParams.has('_rsc');
  await page.route(isFetch, (route) => void held.push(route));
  const { email } = await invite();
  await expect.poll(() => held.length).toBe(1);
  await page.clock.fastForward(15_000);
  await expect(page.getByRole('main').getByText('Not live')).toBeVisible();
  await held[0]?.continue();
  await page.unroute(isFetch);
  await expect(users.row(email)).toBeVisible();
  await expect(page.getByRole('main').getByText('Live', { exact: true })).toBeVisible();
});
