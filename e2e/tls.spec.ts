import type { Page } from '@playwright/test';
import { writeCertificate } from '@/tests/factories/certificate';
import { expect, linkIn, test } from './fixtures';
import { InvitationPage } from './pages/invitation-page';
import { UsersTab } from './pages/users-tab';
import { type RunningUsher, startUsher } from './server';

// A visitor whom a program of this machine relays is not on this machine, and so has no mailbox.
test.use({ extraHTTPHeaders: {} });

let secure: RunningUsher;
test.beforeAll(async () => {
  const { certificate, key } = writeCertificate();
  secure = await startUsher({ USHER_TLS_CERT: certificate, USHER_TLS_KEY: key });
});
test.afterAll(() => secure.stop());

test('over TLS a browser gets every page by HTTP/2, follows changes and keeps cookies that are bound to the host', async ({
  openBrowser,
}) => {
  const options = { baseURL: secure.origin, ignoreHTTPSErrors: true };
  const owner = await openBrowser(options);
  const claim = /https:\/\/localhost:\S+\/claim\/\S+/;
  await expect.poll(() => secure.output()).toMatch(claim);
  await owner.goto(secure.output().match(claim)?.[0] ?? '');
  expect(await protocolOf(owner)).toBe('h2');
  await owner.getByLabel('Your email address').fill('owner@example.com');
  await owner.getByLabel('Product name').fill('Northwind');
  await owner.getByRole('button', { name: 'Claim this workspace' }).click();
  await owner.getByRole('button', { name: /Create organization/ }).click();
  await owner.getByRole('dialog').getByLabel('Name').fill('Acme Robotics');
  await owner.getByRole('button', { name: /^Create/ }).click();
  const users = new UsersTab(owner);
  await users.dialog.getByLabel('Email address').fill('ada@acme.example');
  await users.dialog.getByRole('button', { name: /Send Invitation/ }).click();
  await expect(users.row('ada@acme.example')).toContainText('Pending');

  const mailbox = await openBrowser(options);
  const [message] = await (await mailbox.request.get('/mailbox/messages?to=ada@acme.example')).json();
  const invitee = new InvitationPage(await openBrowser(options));
  await invitee.accept(linkIn(message.text, '/invite/'));
  await expect(users.row('ada@acme.example')).toContainText('Active');
  const cookies = await invitee.page.context().cookies();
  expect(cookies.map(({ name }) => name)).toContain('__Host-usher-session');
  for (const cookie of cookies)
    expect(cookie).toMatchObject({ name: expect.stringMatching(/^__Host-/), secure: true, httpOnly: true });
  expect(secure.errors()).toEqual([]);
});

function protocolOf(page: Page): Promise<string> {
  return page.evaluate(() => {
    const [navigation] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
    return navigation?.nextHopProtocol ?? '';
  });
}
