import type { Page } from '@playwright/test';
import { invite } from '@/tests/factories/invitations';
import { createMember, createPerson } from '@/tests/factories/members';
import { contextFor } from '@/tests/factories/world';
import { type FakeApplication, startFakeApplication } from '@/tests/fakes/application';
import { test as base, expect, linkIn } from './fixtures';

const test = base.extend<{ application: FakeApplication; forwards: boolean }>({
  forwards: [true, { option: true }],
  application: async ({ usher, forwards }, use) => {
    const application = await startFakeApplication({ db: usher.db, issuer: usher.origin, forwards });
    await use(application);
    await application.stop();
  },
});

/** The pages that the browser shows from now on, without those that only lead on. */
function shownPages(page: Page): string[] {
  const shown: string[] = [];
  page.on('response', (answer) => {
    const isShown = answer.request().isNavigationRequest() && answer.status() < 300;
    if (isShown) shown.push(new URL(answer.url()).pathname);
  });
  return shown;
}

for (const forwards of [true, false])
  for (const javaScriptEnabled of [true, false])
    test.describe(`an application that ${forwards ? 'passes on' : 'ignores'} who was invited, ${javaScriptEnabled ? 'with' : 'without'} scripts`, () => {
      test.use({ forwards });

      test('has invited people logged in after one press, and no page in between', async ({
        application,
        openBrowser,
        organization,
        usher,
      }) => {
        const program = { kind: 'client', clientId: application.clientId, name: 'Fake application' } as const;
        const { email } = await invite(contextFor(usher.db, program, new Date()), organization.id);
        const { text } = await usher.resend.waitForMessage(email);
        const page = await openBrowser({ javaScriptEnabled });
        await page.goto(linkIn(text, '/invite/'));
        const shown = shownPages(page);
        await page.getByRole('button', { name: /Join/ }).click();
        await expect(page.getByRole('heading')).toHaveText(`Hello ${email} of ${organization.id}`);
        expect(shown).toEqual(['/auth/callback']);
        expect(new URL(page.url()).origin).toBe(application.origin);
      });
    });

test('a direct visit asks for an address, and the mailed link leads back into the application', async ({
  application,
  organization,
  page,
  usher,
}) => {
  const { actor: member } = await createMember(usher.db, organization.id);
  await page.goto(`${application.origin}/login?login_hint=${member.email}`);
  await expect(page.getByRole('heading')).toHaveText('Sign in to Your application');
  await expect(page.getByLabel('Email address')).toHaveValue(member.email);
  await page.getByRole('button', { name: 'Continue' }).click();
  const { text } = await usher.resend.waitForMessage(member.email);
  await page.goto(linkIn(text, '/login/link/'));
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('heading')).toHaveText(`Hello ${member.email} of ${organization.id}`);
});

test('the mailed link opened in another browser begins anew at the application, and logs in there', async ({
  application,
  openBrowser,
  organization,
  page,
  usher,
}) => {
  const { actor: member } = await createMember(usher.db, organization.id);
  await page.goto(`${application.origin}/login`);
  await page.getByLabel('Email address').fill(member.email);
  await page.getByRole('button', { name: 'Continue' }).click();
  const { text } = await usher.resend.waitForMessage(member.email);
  const other = await openBrowser();
  await other.goto(linkIn(text, '/login/link/'));
  await other.getByRole('button', { name: 'Sign in' }).click();
  await expect(other.getByRole('heading')).toHaveText(`Hello ${member.email} of ${organization.id}`);
});

test('people of several organizations pick one, and people of none are told', async ({
  application,
  openBrowser,
  organization,
  usher,
}) => {
  const { actor: member } = await createMember(usher.db, organization.id);
  const page = await openBrowser({ as: member });
  await page.goto(`${application.origin}/login?prompt=select_account`);
  await expect(page.getByRole('heading')).toHaveText('Choose an organization');
  await page.getByRole('button', { name: organization.name }).click();
  await expect(page.getByRole('heading')).toHaveText(`Hello ${member.email} of ${organization.id}`);

  const outsider = await createPerson(usher.db);
  const other = await openBrowser({ as: outsider });
  await other.goto(`${application.origin}/login`);
  await expect(other.getByRole('heading')).toHaveText('You cannot go there');
  await expect(other.getByRole('main')).toContainText('does not belong to an organization yet');
});

test('logging out is asked for where the application shows no token, and leads back to it', async ({
  application,
  openBrowser,
  organization,
  usher,
}) => {
  const { actor: member } = await createMember(usher.db, organization.id);
  const page = await openBrowser({ as: member });
  await page.goto(`${application.origin}/login`);
  await expect(page.getByRole('heading')).toContainText('Hello');
  const leave = `${usher.origin}/oidc/logout?post_logout_redirect_uri=${application.origin}/goodbye`;
  await page.goto(leave);
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page).toHaveURL(`${application.origin}/goodbye`);
  await page.goto(`${application.origin}/login`);
  await expect(page.getByLabel('Email address')).toBeVisible();
  await page.goto(`${leave}&id_token_hint=${application.lastTokens().id_token}`);
  await expect(page).toHaveURL(`${application.origin}/goodbye`);
});
