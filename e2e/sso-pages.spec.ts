import type { UserActor } from '@/lib/authz/context';
import { enforceSso } from '@/lib/connections/enforce-sso';
import { updateConnection } from '@/lib/connections/update-connection';
import { createPerson } from '@/tests/factories/members';
import { expect } from './fixtures';
import { InvitationPage } from './pages/invitation-page';
import { inspect } from './pages/visit';
import { logIn, test } from './sso';

/** Every page is looked at three times. */
test.slow();

test('the pages between here and an identity provider break no rule of accessibility and fit a phone', async ({
  company,
  idp,
  openBrowser,
  usher,
}) => {
  const { organizationId, connectionId, staff } = company;
  const start = `/sso/v1/start?connection_id=${connectionId}`;
  const admin = await openBrowser({ as: staff.actor as UserActor });
  for (const [email, heading] of [
    ['ada@elsewhere.example.com', 'A login like this is refused'],
    [company.email(), 'It works'],
  ] as const) {
    idp.logInAs(email, { groups: ['Everyone'] });
    await admin.goto(`/sso/v1/oidc/${connectionId}/test`);
    await logIn(admin);
    await expect(admin.getByRole('heading', { level: 1 })).toHaveText(heading);
    await admin.getByRole('main').getByText('What arrived').click();
    await inspect(admin, heading);
  }
  const other = await openBrowser({ as: await createPerson(usher.db) });
  await other.goto(start);
  await logIn(other);
  await expect(other.getByRole('heading', { level: 1 })).toHaveText('Continue as somebody else?');
  await inspect(other, 'somebody else');

  const still = await openBrowser({ javaScriptEnabled: false });
  await updateConnection(staff, { organizationId, connectionId, saml: { idpSsoBinding: 'HTTP_POST' } });
  await still.goto(start);
  await expect(still.getByRole('heading', { level: 1 })).toHaveText('One moment');
  await expect(still.getByRole('button', { name: 'Continue' })).toBeVisible();
  await other.goto('/sso/v1/nothing');
  await expect(other.getByRole('heading', { level: 1 })).toHaveText('This leads nowhere');
  await inspect(other, 'nowhere');
});

test('so does the page for whoever came by an invitation of somebody else', async ({
  company,
  idp,
  invite,
  openBrowser,
}) => {
  await enforceSso(company.staff, { organizationId: company.organizationId, required: true });
  const { link } = await invite({ email: company.email() });
  idp.logInAs(company.email('other'));
  const theirs = new InvitationPage(await openBrowser());
  await theirs.open(link);
  await theirs.join.click();
  await logIn(theirs.page);
  await expect(theirs.page.getByRole('heading', { level: 1 })).toHaveText(
    'This invitation is for somebody else',
  );
  await inspect(theirs.page, 'mistaken');
});
