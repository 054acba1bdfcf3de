import { randomUUID } from 'node:crypto';
import type { APIResponse, Page } from '@playwright/test';
import { createCredentialManager, makeCredential } from '@/tests/factories/credentials';
import { expect, test } from './fixtures';
import { openByKey } from './pages/keys';

interface Known {
  readonly clientId: string;
  readonly clientSecret: string;
}

function freshName(): string {
  return `Billing ${randomUUID().slice(0, 8)}`;
}

/** Asks for a token as a program does (RFC 6749 section 4.4). */
function askForToken(page: Page, { clientId, clientSecret }: Known): Promise<APIResponse> {
  const form = { grant_type: 'client_credentials', client_id: clientId, client_secret: clientSecret };
  return page.request.post('/oauth/token', { form });
}

/** Whether a call of the API with this token is answered. */
async function isAnswered(page: Page, token: string): Promise<boolean> {
  const answer = await page.request.post('/scalekit.v1.organizations.OrganizationService/ListOrganization', {
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    data: { pageSize: 1 },
  });
  expect([200, 401]).toContain(answer.status());
  return answer.status() === 200;
}

/** What the dialog shows once. */
async function readShown(page: Page): Promise<Known> {
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByText('it will not be shown again')).toBeVisible();
  const read = (name: string) => dialog.getByRole('textbox', { name, exact: true }).inputValue();
  const shown = { clientId: await read('Client id'), clientSecret: await read('Client secret') };
  await dialog.getByRole('button', { name: 'Done' }).click();
  await expect(dialog).toHaveCount(0);
  return shown;
}

async function choose(page: Page, name: string, item: string): Promise<void> {
  await page.getByRole('button', { name: `Actions for ${name}` }).click();
  await page.getByRole('menuitem', { name: item }).click();
}

test('an admin creates a credential, whose secret is shown once and works', async ({
  page,
  signIn,
  newStaff,
}) => {
  await signIn(await newStaff('ADMIN'));
  await page.goto('/credentials');
  await expect(page.getByRole('main').getByText('new ScalekitClient(')).toBeVisible();
  await openByKey(page, 'c', page.getByRole('dialog'));
  const name = freshName();
  await page.getByRole('textbox', { name: 'Name' }).fill(name);
  await page.keyboard.press('Control+Enter');
  const { clientId, clientSecret } = await readShown(page);
  const row = page.getByRole('row', { name });
  await expect(row).toContainText(clientId);
  await expect(row).toContainText(`…${clientSecret.slice(-4)}`);
  await expect(row).toContainText('never used');

  expect((await askForToken(page, { clientId, clientSecret: `${clientSecret}x` })).status()).toBe(401);
  const answer = await askForToken(page, { clientId, clientSecret });
  expect(answer.status()).toBe(200);
  expect(await isAnswered(page, (await answer.json()).access_token)).toBe(true);

  await page.reload();
  await expect(row).toContainText('used just now');
  expect(await page.content()).not.toContain(clientSecret);
});

test('a secret is replaced without a pause: a new one beside it, then the old one disabled', async ({
  page,
  usher,
  signIn,
  newStaff,
}) => {
  const name = freshName();
  const first = await makeCredential(await createCredentialManager(usher.db), name);
  await signIn(await newStaff('ADMIN'));
  await page.goto('/credentials');
  await choose(page, name, 'New secret');
  await page.getByRole('button', { name: 'Create secret' }).click();
  const second = await readShown(page);
  expect(second.clientId).toBe(first.clientId);
  for (const known of [first, second]) expect((await askForToken(page, known)).status()).toBe(200);

  await choose(page, name, `Disable secret …${first.suffix}`);
  await expect(page.getByText('go on until they expire')).toBeVisible();
  await page.getByRole('button', { name: 'Disable secret' }).click();
  const row = page.getByRole('row', { name });
  await expect(row).not.toContainText(`…${first.suffix}`);
  await expect(row).toContainText(`…${second.clientSecret.slice(-4)}`);
  expect((await askForToken(page, first)).status()).toBe(401);
  expect((await askForToken(page, second)).status()).toBe(200);
});

test('a credential is renamed, and deleted with all that it has', async ({
  page,
  usher,
  signIn,
  newStaff,
}) => {
  const [name, renamed] = [freshName(), freshName()];
  const known = await makeCredential(await createCredentialManager(usher.db), name);
  const token = (await (await askForToken(page, known)).json()).access_token;
  await signIn(await newStaff('OWNER'));
  await page.goto('/credentials');
  await choose(page, name, 'Rename');
  await page.getByRole('textbox', { name: 'Name' }).fill(renamed);
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('row', { name: renamed })).toContainText(known.clientId);
  expect(await isAnswered(page, token)).toBe(true);

  await choose(page, renamed, 'Delete');
  await expect(page.getByText('Every token that it has stops working at once')).toBeVisible();
  await page.getByRole('button', { name: 'Delete credential' }).click();
  await expect(page.getByRole('row', { name: renamed })).toHaveCount(0);
  await expect.poll(() => isAnswered(page, token)).toBe(false);
  expect((await askForToken(page, known)).status()).toBe(401);
});

test('support sees no section of credentials, and is refused the page', async ({
  page,
  usher,
  signIn,
  newStaff,
}) => {
  const name = freshName();
  const { clientId } = await makeCredential(await createCredentialManager(usher.db), name);
  await signIn(await newStaff('SUPPORT'));
  await page.goto('/staff');
  await expect(page.getByRole('heading', { name: 'Staff', level: 1 })).toBeVisible();
  await expect(page.getByRole('link', { name: 'API credentials' })).toHaveCount(0);
  await page.goto('/credentials');
  await expect(page.getByRole('heading', { name: 'This is not for you to see' })).toBeVisible();
  expect(await page.content()).not.toContain(clientId);

  await signIn(await newStaff('ADMIN'));
  await page.goto('/staff');
  await page.getByRole('link', { name: 'API credentials', exact: true }).click();
  await expect(page.getByRole('row', { name })).toContainText(clientId);
});
