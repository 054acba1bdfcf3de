import { randomUUID } from 'node:crypto';
import type { Page } from '@playwright/test';
import { getClient } from '@/lib/applications/get-client';
import { makeApplication } from '@/tests/factories/applications';
import { createCredentialManager } from '@/tests/factories/credentials';
import { expect, test } from './fixtures';
import { openByKey } from './pages/keys';
import { save } from './pages/save';
import { toast } from './pages/toast';

const callback = 'https://shop.example.com/auth/callback';

function freshName(): string {
  return `Shop ${randomUUID().slice(0, 8)}`;
}

/** Where an authorization request that nobody is signed in for is sent, or the status of its refusal. */
async function answerTo(page: Page, clientId: string, redirectUri: string) {
  const query = new URLSearchParams({
    response_type: 'code',
    client_id: clientId,
    redirect_uri: redirectUri,
    scope: 'openid',
  });
  const answer = await page.request.get(`/oauth/authorize?${query}`, { maxRedirects: 0 });
  return answer.status();
}

test('an admin registers an application, whose secret is shown once, and says where people come back to', async ({
  page,
  signIn,
  newStaff,
}) => {
  await signIn(await newStaff('ADMIN'));
  await page.goto('/applications');
  await openByKey(page, 'c', page.getByRole('dialog'));
  const name = freshName();
  await page.getByRole('textbox', { name: 'Name' }).fill(name);
  await page.getByRole('button', { name: 'Register', exact: true }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByText('it will not be shown again')).toBeVisible();
  const clientId = await dialog.getByRole('textbox', { name: 'Client id' }).inputValue();
  const secret = await dialog.getByRole('textbox', { name: 'Client secret' }).inputValue();
  await dialog.getByRole('button', { name: 'Done' }).click();

  await expect(page.getByRole('heading', { name, level: 1 })).toBeVisible();
  await expect(page.getByText(`…${secret.slice(-4)}`, { exact: true })).toBeVisible();
  await expect(page.getByRole('textbox', { name: 'Token endpoint' })).toHaveValue(/\/oauth\/token$/);
  expect(await answerTo(page, clientId, callback)).toBe(400);

  await page.getByRole('button', { name: 'Add redirect address' }).click();
  const first = page.getByRole('textbox', { name: 'Redirect address 1' });
  await expect(first).toBeFocused();
  await first.fill('http://shop.example.com/auth/callback');
  await save(page, first);
  await expect(first).toHaveAttribute('aria-invalid', 'true');
  await expect(page.getByText('Use https.')).toBeVisible();
  await first.fill(callback);
  await save(page, first);
  await expect(toast(page, 'The application was saved')).toBeVisible();
  await expect.poll(() => answerTo(page, clientId, callback)).toBe(303);
  expect(await answerTo(page, clientId, `${callback}/`)).toBe(400);

  await page.reload();
  await expect(first).toHaveValue(callback);
  expect(await page.content()).not.toContain(secret);
});

test('a single-page application has no secret, and PKCE that cannot be turned off', async ({
  page,
  signIn,
  newStaff,
}) => {
  await signIn(await newStaff('OWNER'));
  await page.goto('/applications');
  await openByKey(page, 'c', page.getByRole('dialog'));
  const name = freshName();
  await page.getByRole('textbox', { name: 'Name' }).fill(name);
  await page.getByRole('radio', { name: /Single-page application/ }).click();
  await expect(page.getByRole('switch', { name: 'May call the API' })).toHaveCount(0);
  await page.getByRole('button', { name: 'Register', exact: true }).click();
  await expect(page.getByRole('heading', { name, level: 1 })).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Secrets' })).toHaveCount(0);
  const pkce = page.getByRole('switch', { name: 'PKCE required' });
  await expect(pkce).toBeChecked();
  await expect(pkce).toBeDisabled();
});

test('an application is changed, made the default, and deleted with what it has', async ({
  page,
  usher,
  signIn,
  newStaff,
}) => {
  const manager = await createCredentialManager(usher.db);
  const name = freshName();
  const [redirectUri, other] = [callback, 'https://shop.example.com/other'];
  const { clientId } = await makeApplication(manager, { name, redirectUris: [redirectUri, other] });
  await signIn(await newStaff('ADMIN'));
  await page.goto('/applications');
  await page.getByRole('link', { name: new RegExp(name) }).click();
  await expect(page.getByRole('heading', { name, level: 1 })).toBeVisible();

  await page.getByRole('button', { name: 'Remove redirect address 1' }).click();
  const initiateLogin = page.getByRole('textbox', { name: 'Initiate-login address' });
  await initiateLogin.fill('https://shop.example.com/login');
  await save(page, initiateLogin);
  await expect(toast(page, 'The application was saved')).toBeVisible();
  expect(await getClient(manager, { clientId })).toMatchObject({
    redirectUris: [other],
    initiateLoginUri: 'https://shop.example.com/login',
  });

  const makeDefault = page.getByRole('button', { name: 'Make it the default' });
  if (await makeDefault.isVisible()) await makeDefault.click();
  await expect(
    page.getByText('Whoever joins by an invitation from the dashboard is sent to this'),
  ).toBeVisible();
  expect((await getClient(manager, { clientId })).isDefault).toBe(true);

  await page.getByRole('button', { name: `Delete ${name}` }).click();
  await expect(page.getByText('Nobody can sign in to it any more')).toBeVisible();
  await page.getByRole('textbox', { name: /to confirm/ }).fill(name);
  await page.getByRole('button', { name: 'Delete application' }).click();
  await expect(toast(page, `${name} was deleted`)).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Applications', level: 1 })).toBeVisible();
  await expect(page.getByRole('link', { name: new RegExp(name) })).toHaveCount(0);
  expect(await answerTo(page, clientId, other)).toBe(400);
});

test('an application that does not exist answers like any page that does not', async ({
  page,
  signIn,
  newStaff,
}) => {
  await signIn(await newStaff('ADMIN'));
  for (const id of ['nobodys', '%00']) {
    await page.goto(`/applications/${id}`);
    await expect(page.getByRole('heading', { name: 'There is nothing here' })).toBeVisible();
  }
});

test('support sees no section of applications, and is refused the pages', async ({
  page,
  usher,
  signIn,
  newStaff,
}) => {
  const { clientId } = await makeApplication(await createCredentialManager(usher.db), { name: freshName() });
  await signIn(await newStaff('SUPPORT'));
  await page.goto('/staff');
  await expect(page.getByRole('heading', { name: 'Staff', level: 1 })).toBeVisible();
  await expect(page.getByRole('link', { name: 'Applications' })).toHaveCount(0);
  for (const path of ['/applications', `/applications/${clientId}`]) {
    await page.goto(path);
    await expect(page.getByRole('heading', { name: 'This is not for you to see' })).toBeVisible();
  }
});
