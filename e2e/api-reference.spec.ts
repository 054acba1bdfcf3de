import { expect, test } from './fixtures';
import { inspect } from './pages/visit';

test('a developer finds every call in the reference, without signing in', async ({ page, usher }) => {
  await page.goto('/docs/api');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('API reference');
  const document = await (await page.request.get(`${usher.origin}/api/openapi.json`)).json();
  const ids = Object.values<Record<string, { operationId: string }>>(document.paths).flatMap((verbs) =>
    Object.values(verbs).map(({ operationId }) => operationId),
  );
  const shown = await page.getByRole('article').evaluateAll((calls) => calls.map(({ id }) => id));
  expect(shown.sort()).toEqual(ids.sort());

  const contents = page.getByRole('navigation', { name: 'Calls' });
  await contents.getByRole('link', { name: 'Create user and membership', exact: true }).click();
  const call = page.getByRole('article', { name: 'Create user and membership' });
  await expect(call).toBeInViewport();
  await expect(call).toContainText('/api/v1/organizations/{organization_id}/users');
  const field = call.getByText('given_name', { exact: true }).first();
  await expect(field).toBeHidden();
  await call.getByText('Fields of CreateUserProfile').click();
  await expect(field).toBeVisible();
  // The calls are all made alike: a few of them stand for the others, on which every rule would be tried as well.
  await page.getByRole('article').evaluateAll((calls) =>
    calls
      .slice(8)
      .filter((one) => !one.matches(':target'))
      .map((one) => one.remove()),
  );
  await inspect(page, 'the API reference');
});

test('the page of credentials leads to the reference, which needs no script', async ({
  page,
  signIn,
  newStaff,
  openBrowser,
}) => {
  await signIn(await newStaff('ADMIN'));
  await page.goto('/credentials');
  await page.getByRole('link', { name: 'API reference' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('API reference');
  const plain = await openBrowser({ javaScriptEnabled: false });
  await plain.goto('/docs/api#errors');
  await expect(plain.getByRole('table')).toContainText('RESOURCE_EXHAUSTED');
});
