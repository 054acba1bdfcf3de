import { readFile } from 'node:fs/promises';
import { newId } from '@/lib/id';
import { beginLoginAttempt, endLoginAttempt, noteLoginStep } from '@/lib/login-log/record-login-attempt';
import { contextFor, freshEmail } from '@/tests/factories/world';
import { expect, test, type Usher } from './fixtures';
import { InvitationPage } from './pages/invitation-page';
import { UsersTab } from './pages/users-tab';

/** A login at an organization's identity provider that the gate refused. */
async function refuseLogin({ db }: Usher, organizationId: string, email: string) {
  const ctx = { ...contextFor(db, undefined, new Date()), ip: '192.0.2.7' };
  const data = {
    id: newId('connection'),
    organizationId,
    type: 'SAML',
    provider: 'OKTA',
    name: null,
  } as const;
  await db.connection.create({ data });
  const sso = { method: 'sso', organizationId, connectionId: data.id, email } as const;
  const { id, reference } = await beginLoginAttempt(db, ctx, { ...sso, steps: [{ name: 'sent' }] });
  await noteLoginStep(db, ctx, { attemptId: id, name: 'signature' });
  const reason = 'The audience is https://other.example.com, which is not this service provider.';
  await endLoginAttempt(db, ctx, { attemptId: id, failure: { step: 'audience', reason } });
  return { reference, reason };
}

test('a person with a reference is found by staff, who read at which step they were refused and why', async ({
  page,
  openBrowser,
  usher,
  organization,
  signIn,
}) => {
  const email = freshEmail('refused');
  const { reference, reason } = await refuseLogin(usher, organization.id, email);
  const theirs = await openBrowser();
  await theirs.goto(`/login/failed?reference=${reference}`);
  const told = `${reference.slice(0, 4)}-${reference.slice(4)}`;
  await expect(theirs.getByRole('main').getByText(told)).toBeVisible();
  await expect(theirs.getByRole('main')).not.toContainText('audience');
  await expect(theirs.getByRole('main')).not.toContainText(email);

  await signIn(organization.staff);
  await page.goto('/logins');
  await page.getByRole('searchbox', { name: 'Search address or reference' }).fill(told);
  const { rows } = new UsersTab(page);
  await expect(page).toHaveURL(/q=/);
  await expect(rows).toHaveCount(1);
  await expect(rows).toContainText([reason]);
  await page.getByRole('link', { name: email }).click();
  await expect(page).toHaveURL(/\/logins\/areq_/);
  const steps = page.getByRole('region', { name: 'Step by step' }).getByRole('listitem');
  await expect(steps).toContainText(['Sent', 'Signature', 'Refused: audience']);
  await expect(steps.last()).toContainText(reason);
  await expect(page.getByRole('region', { name: 'Details' })).toContainText('Okta');
});

test('the logins of an organization appear by themselves, are filtered, and exported as shown', async ({
  page,
  openBrowser,
  usher,
  organization,
  signIn,
  invite,
}) => {
  const refused = freshEmail('refused');
  await signIn(organization.staff);
  await page.goto(`/organizations/${organization.id}/users`);
  await page.getByRole('link', { name: 'Logins', exact: true }).last().click();
  await expect(page.getByRole('heading', { name: 'Nobody has logged in yet' })).toBeVisible();
  await page.getByRole('main').getByText('Live', { exact: true }).waitFor();
  const { rows } = new UsersTab(page);
  await refuseLogin(usher, organization.id, refused);
  await expect(rows).toContainText([refused]);
  const { email, link } = await invite();
  await new InvitationPage(await openBrowser()).accept(link);
  await expect(rows).toContainText([email, refused]);

  await page.getByRole('button', { name: 'Outcome', exact: true }).click();
  await page.getByRole('menuitemcheckbox', { name: 'Refused' }).click();
  await page.keyboard.press('Escape');
  await expect(rows).toHaveCount(1);
  await expect(page).toHaveURL(/outcome=failure/);
  const downloading = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Export' }).click();
  const text = await readFile(await (await downloading).path(), 'utf8');
  expect(text.trimEnd().split('\r\n')).toHaveLength(2);
  expect(text).toContain(`failure,${refused},sso,OKTA`);
  await page.getByRole('link', { name: refused }).click();
  await expect(page.getByRole('main').getByText('Refused: audience')).toBeVisible();
});

test('who has no such number is told what to do all the same, and nothing that the address made up', async ({
  page,
}) => {
  await page.goto('/login/failed?reference=%3Cb%3Eyour+account+is+closed');
  await expect(page.getByRole('heading', { name: 'You are not signed in' })).toBeVisible();
  await expect(page.getByRole('main')).not.toContainText('closed');
  await page.getByRole('link', { name: 'Try again' }).click();
  await expect(page).toHaveURL(/\/login$/);
});
