import { expect, linkIn, test } from './fixtures';
import { InvitationPage } from './pages/invitation-page';
import { UsersTab } from './pages/users-tab';
import { type RunningUsher, startUsher } from './server';

// A visitor whom a program of this machine relays is not on this machine, and so has no mailbox.
test.use({ extraHTTPHeaders: {} });

let fresh: RunningUsher;
test.beforeAll(async () => {
  fresh = await startUsher();
});
test.afterAll(() => fresh.stop());

test('a fresh start leads from its one link to the first active member', async ({ openBrowser, request }) => {
  const claim = /http:\/\/localhost:\S+\/claim\/\S+/;
  await expect.poll(() => fresh.output()).toMatch(claim);
  const claimLink = fresh.output().match(claim)?.[0] ?? '';
  const owner = await openBrowser({ baseURL: fresh.origin });
  await owner.goto('/');
  await expect(owner.getByRole('heading')).toHaveText('Nobody has claimed this yet');
  await owner.goto(claimLink);
  await owner.getByLabel('Your email address').fill('not an address');
  await owner.getByLabel('Product name').fill('Northwind');
  await owner.getByRole('button', { name: 'Claim this workspace' }).click();
  await expect(owner.getByLabel('Your email address')).toHaveAttribute('aria-invalid', 'true');
  await expect(owner.getByLabel('Product name')).toHaveValue('Northwind');
  await owner.getByLabel('Your email address').fill('owner@example.com');
  await owner.getByRole('button', { name: 'Claim this workspace' }).click();

  await expect(owner).toHaveURL(/\/organizations$/);
  await expect(owner.getByRole('main').getByText('Create the first customer organization')).toBeVisible();
  await owner.getByRole('button', { name: /Create organization/ }).click();
  await owner.getByRole('dialog').getByLabel('Name').fill('Acme Robotics');
  await owner.getByRole('button', { name: /^Create/ }).click();
  const users = new UsersTab(owner);
  await users.dialog.getByLabel('Email address').fill('ada@acme.example');
  await users.dialog.getByRole('button', { name: /Send Invitation/ }).click();
  await expect(users.row('ada@acme.example')).toContainText('Pending');

  const mailbox = await openBrowser({ baseURL: fresh.origin });
  await mailbox.goto('/mailbox');
  await expect(mailbox.getByRole('list', { name: 'Messages' })).toContainText('ada@acme.example');
  const answer = await mailbox.request.get('/mailbox/messages?to=ada@acme.example');
  const relayed = { headers: { 'x-forwarded-for': '127.0.0.1' } };
  expect((await mailbox.request.get('/mailbox/messages', relayed)).status()).toBe(404);
  const [message, ...others] = await answer.json();
  expect(others).toEqual([]);
  expect(message).toMatchObject({
    to: 'ada@acme.example',
    subject: expect.stringContaining('Acme Robotics'),
  });
  expect(message.html).toContain(linkIn(message.text, '/invite/'));

  const invitee = new InvitationPage(await openBrowser({ baseURL: fresh.origin }));
  await invitee.accept(linkIn(message.text, '/invite/'));
  await expect(users.row('ada@acme.example')).toContainText('Active');
  expect(fresh.errors()).toEqual([]);

  await invitee.page.goto(claimLink);
  await expect(invitee.heading).toHaveText('This workspace is claimed');
  for (const path of ['/mailbox', '/mailbox/messages']) {
    expect((await request.get(path)).status(), 'no mailbox beside a provider').toBe(404);
  }
});
