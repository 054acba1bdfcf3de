import type { Page } from '@playwright/test';
import { ScalekitClient } from '@scalekit-sdk/node';
import { untilWaiting } from '@/tests/factories/locks';
import { createEndpointManager, makeEndpoint } from '@/tests/factories/webhooks';
import { startWebhookReceiver, type WebhookReceiver } from '@/tests/fakes/webhook-receiver';
import { test as base, expect } from './fixtures';
import { openByKey } from './pages/keys';
import { toast } from './pages/toast';

const sdk = new ScalekitClient('http://localhost:3000', 'client', 'secret');

/** An application's end of the webhooks, on this machine. */
const test = base.extend<{ receiver: WebhookReceiver }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads which fixtures are wanted from this pattern
  receiver: async ({}, use) => {
    const receiver = await startWebhookReceiver();
    await use(receiver);
    await receiver.stop();
  },
});

const switchedOff = 'Usher switched it off: It answered that it is gone (410).';

/** Makes an endpoint through the form; returns the secret that is shown once. */
async function addEndpoint(page: Page, url: string, types: readonly string[] = []): Promise<string> {
  await page.goto('/webhooks');
  const dialog = page.getByRole('dialog');
  await openByKey(page, 'c', dialog);
  await dialog.getByLabel('Address').fill(url);
  if (types.length > 0) await dialog.getByText('Chosen types of events').click();
  for (const type of types) await dialog.getByRole('checkbox', { name: type }).check();
  await page.keyboard.press('Control+Enter');
  const field = dialog.getByRole('textbox', { name: 'Signing secret' });
  await expect(field).toBeVisible();
  const secret = await field.inputValue();
  await dialog.getByRole('button', { name: 'Done' }).click();
  await expect(dialog).toHaveCount(0);
  return secret;
}

async function openEndpoint(page: Page, url: string): Promise<void> {
  await page.getByRole('link', { name: url }).click();
  await expect(page.getByRole('heading', { level: 1, name: url })).toBeVisible();
}

async function choose(page: Page, item: string): Promise<void> {
  await page.getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('menuitem', { name: item }).click();
}

test('an invitation reaches the application, signed, and is replayed with the same bytes', async ({
  page,
  organization,
  invite,
  receiver,
  signIn,
  newStaff,
}) => {
  const admin = await newStaff('ADMIN');
  await signIn(admin);
  const secret = await addEndpoint(page, receiver.url);
  const { email } = await invite();
  const fits = ({ body }: { body: string }) => body.includes(email);
  const [webhook] = await receiver.waitFor(fits);
  expect(webhook?.event.type).toBe('user.organization_invitation');
  expect(sdk.verifyWebhookPayload(secret, { ...webhook?.headers }, webhook?.body ?? '')).toBe(true);

  await openEndpoint(page, receiver.url);
  const row = page.getByRole('row').filter({ hasText: organization.name }).filter({ hasText: 'invitation' });
  await expect(row).toContainText('Delivered');
  await row.getByRole('link').click();
  await expect(page.getByRole('main').getByText('Answered 200')).toBeVisible();
  await expect(page.getByRole('main').getByText('Thank you.')).toBeVisible();
  await expect(page.getByRole('main').getByText(`"email": "${email}"`)).toBeVisible();
  await page.getByRole('button', { name: 'Replay' }).click();
  await expect(toast(page, 'It is on its way again')).toBeVisible();
  const copies = await receiver.waitFor(fits, 2);
  expect(copies.map(({ body }) => body)).toEqual([webhook?.body, webhook?.body]);
  await expect(page.getByRole('main').getByText('Answered 200')).toHaveCount(2);
  await expect(page.getByRole('main').getByText(`Replayed by ${admin.email}`)).toHaveCount(1);
  expect(await page.content()).not.toContain(secret);
});

test('what failed is seen with its answer, and replayed when the application is well again', async ({
  page,
  invite,
  receiver,
  signIn,
  newStaff,
}) => {
  await signIn(await newStaff('OWNER'));
  await addEndpoint(page, receiver.url, ['user.organization_invitation']);
  receiver.answerNext({ status: 410, body: 'We are closed.' });
  const { email } = await invite();
  await receiver.waitFor(({ body }) => body.includes(email));
  await openEndpoint(page, receiver.url);
  await expect(page.getByRole('main').getByText(switchedOff)).toBeVisible();
  await expect(page.getByRole('button', { name: 'Replay failed' })).toBeDisabled();
  await choose(page, 'Switch on');
  await page.getByRole('alertdialog').getByRole('button', { name: 'Switch on' }).click();
  await expect(toast(page, 'The endpoint is on')).toBeVisible();
  await page.getByRole('button', { name: 'State', exact: true }).click();
  await page.getByRole('menuitemcheckbox', { name: 'Failed' }).click();
  await page.keyboard.press('Escape');
  await expect(page).toHaveURL(/state=failed/);
  await page.getByRole('button', { name: 'Replay failed' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Replay' }).click();
  await expect(toast(page, 'is on its way again')).toBeVisible();
  await receiver.waitFor(({ body }) => body.includes(email), 2);
  await expect(page.getByRole('heading', { name: 'No delivery matches these filters' })).toBeVisible();
  await expect(page.getByTitle('Nothing that was sent has failed.')).toBeDisabled();
});

test('a page that is read while its last delivery ends shows the endpoint as that left it', async ({
  page,
  usher,
  signIn,
  newStaff,
}) => {
  const manager = await createEndpointManager(usher.db, new Date());
  const { endpointId } = await makeEndpoint(manager, undefined, ['permission.deleted']);
  await signIn(await newStaff('ADMIN'));
  const { opening } = await usher.db.$transaction(async (tx) => {
    // What the deliveries are listed with, and nothing else of the page.
    await tx.$executeRaw`lock table events`;
    const opening = page.goto(`/webhooks/${endpointId}`);
    await untilWaiting(usher.db);
    const data = { enabled: false, disabledReason: 'It answered that it is gone (410).' };
    await tx.webhookEndpoint.update({ where: { id: endpointId }, data });
    return { opening };
  });
  await opening;
  await expect(page.getByRole('main').getByText(switchedOff)).toBeVisible();
});

test('an endpoint is tried out, gets a new secret beside the old one, and is deleted', async ({
  page,
  receiver,
  signIn,
  newStaff,
}) => {
  await signIn(await newStaff('ADMIN'));
  const secret = await addEndpoint(page, receiver.url, ['permission.deleted']);
  await openEndpoint(page, receiver.url);
  await choose(page, 'Rotate secret');
  await page.keyboard.press('Control+Enter');
  const field = page.getByRole('dialog').getByRole('textbox', { name: 'Signing secret' });
  await expect(field).toBeVisible();
  const rotated = await field.inputValue();
  await page.getByRole('button', { name: 'Done' }).click();
  await expect(page.getByRole('main').getByText('and the one before until')).toBeVisible();
  await page.getByRole('button', { name: 'Send test event' }).click();
  const [trial] = await receiver.waitFor(({ event }) => event.type === 'webhook.test');
  for (const known of [secret, rotated])
    expect(sdk.verifyWebhookPayload(known, { ...trial?.headers }, trial?.body ?? '')).toBe(true);
  await expect(page.getByRole('row', { name: /webhook\.test/ })).toContainText('Delivered');
  await choose(page, 'Delete');
  await page.getByRole('alertdialog').getByRole('button', { name: 'Delete endpoint' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Webhooks' })).toBeVisible();
  await expect(page.getByRole('link', { name: receiver.url })).toHaveCount(0);
});

test('an address that Usher does not reach is refused at its field', async ({ page, signIn, newStaff }) => {
  await signIn(await newStaff('ADMIN'));
  await page.goto('/webhooks');
  const dialog = page.getByRole('dialog');
  await openByKey(page, 'c', dialog);
  for (const [url, words] of [
    ['https://10.0.0.1/', 'private network'],
    ['http://app.example.com/', 'must begin with https'],
  ] as const) {
    await dialog.getByLabel('Address').fill(url);
    await page.keyboard.press('Control+Enter');
    await expect(dialog.getByText(words).first()).toBeVisible();
    await expect(dialog.getByLabel('Address')).toHaveValue(url);
  }
});
