import { randomUUID } from 'node:crypto';
import type { APIResponse, Page } from '@playwright/test';
import { makeOrganizationClient } from '@/tests/factories/applications';
import { createCredentialManager } from '@/tests/factories/credentials';
import { expect, test } from './fixtures';
import { openByKey } from './pages/keys';

interface Known {
  readonly clientId: string;
  readonly clientSecret: string;
}

function freshName(): string {
  return `Importer ${randomUUID().slice(0, 8)}`;
}

function askForToken(page: Page, { clientId, clientSecret }: Known): Promise<APIResponse> {
  const form = { grant_type: 'client_credentials', client_id: clientId, client_secret: clientSecret };
  return page.request.post('/oauth/token', { form });
}

async function choose(page: Page, name: string, item: string): Promise<void> {
  await page.getByRole('button', { name: `Actions for ${name}` }).click();
  await page.getByRole('menuitem', { name: item }).click();
}

test('an admin makes an API client of a customer, whose tokens name the customer and open nothing here', async ({
  page,
  organization,
  signIn,
  newStaff,
}) => {
  await signIn(await newStaff('ADMIN'));
  await page.goto(`/organizations/${organization.id}/clients`);
  const dialog = page.getByRole('dialog');
  await openByKey(page, 'c', dialog);
  const name = freshName();
  await dialog.getByRole('textbox', { name: 'Name' }).fill(name);
  await dialog.getByRole('button', { name: 'Add scope' }).click();
  const scope = dialog.getByRole('textbox', { name: 'Scope 1' });
  await scope.fill('two words');
  await dialog.getByRole('button', { name: 'Create' }).click();
  await expect(scope).toHaveAttribute('aria-invalid', 'true');
  await scope.fill('orders:read');
  await dialog.getByRole('button', { name: 'Create' }).click();
  await expect(dialog.getByText('it will not be shown again')).toBeVisible();
  const clientId = await dialog.getByRole('textbox', { name: 'Client id' }).inputValue();
  const clientSecret = await dialog.getByRole('textbox', { name: 'Client secret' }).inputValue();
  await dialog.getByRole('button', { name: 'Done' }).click();
  await expect(page.getByRole('row', { name })).toContainText('orders:read');

  const answer = await askForToken(page, { clientId, clientSecret });
  const { access_token: token, scope: given } = await answer.json();
  expect(given).toBe('orders:read');
  const claims = JSON.parse(Buffer.from(token.split('.')[1], 'base64url').toString());
  expect(claims).toMatchObject({ sub: clientId, oid: organization.id });
  const headers = { authorization: `Bearer ${token}` };
  expect((await page.request.get('/api/v1/organizations', { headers })).status()).toBe(401);
});

test('an API client is changed, gets a second secret, loses the first, and is deleted', async ({
  page,
  usher,
  organization,
  signIn,
  newStaff,
}) => {
  const name = freshName();
  const manager = await createCredentialManager(usher.db);
  const first = await makeOrganizationClient(manager, organization.id, { name });
  await signIn(await newStaff('OWNER'));
  await page.goto(`/organizations/${organization.id}/clients`);
  await choose(page, name, 'Edit');
  await page.getByRole('textbox', { name: 'Description' }).fill('Reads orders at night');
  await page.getByRole('button', { name: 'Save' }).click();
  const row = page.getByRole('row', { name });
  await expect(row).toContainText('Reads orders at night');

  await choose(page, name, 'New secret');
  await page.getByRole('button', { name: 'Create secret' }).click();
  await expect(page.getByText('it will not be shown again')).toBeVisible();
  await page.getByRole('button', { name: 'Done' }).click();
  await choose(page, name, `Disable secret …${first.suffix}`);
  await page.getByRole('button', { name: 'Disable secret' }).click();
  await expect(row).not.toContainText(`…${first.suffix}`);
  expect((await askForToken(page, first)).status()).toBe(401);

  await choose(page, name, 'Delete');
  await page.getByRole('button', { name: 'Delete API client' }).click();
  await expect(row).toHaveCount(0);
  await expect(page.getByRole('heading', { name: 'No API clients yet' })).toBeVisible();
});

test("a customer's own admin sees no API clients", async ({ page, organization, signIn, newMember }) => {
  const { actor } = await newMember();
  await signIn(actor);
  await page.goto(`/organizations/${organization.id}/users`);
  await expect(page.getByRole('link', { name: 'Settings' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'API clients' })).toHaveCount(0);
  await page.goto(`/organizations/${organization.id}/clients`);
  await expect(page.getByRole('heading', { name: 'API clients' })).toHaveCount(0);
});
