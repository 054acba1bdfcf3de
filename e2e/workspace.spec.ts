import { expect, linkIn, test } from './fixtures';
import { InvitationPage } from './pages/invitation-page';
import { save } from './pages/save';
import { toast } from './pages/toast';
import { UsersTab } from './pages/users-tab';

/** Other tests of the worker find the workspace as it was. */
test.afterEach(async ({ usher }) => {
  const data = { blockPublicDomains: false, mailFromName: null, supportAddress: null, logo: null };
  await usher.db.workspace.updateMany({ data });
});

test('what the application is called and who its mail comes from stands in the next mail', async ({
  page,
  openBrowser,
  usher,
  signIn,
  newStaff,
  invite,
}) => {
  await signIn(await newStaff('OWNER'));
  await page.goto('/settings');
  await page.getByRole('textbox', { name: 'Product name' }).fill('Contoso Flow');
  const support = page.getByRole('textbox', { name: 'Support address' });
  await support.fill('help@contoso.example');
  await save(page, support);
  await expect(toast(page, 'The settings were saved')).toBeVisible();
  const sender = page.getByRole('textbox', { name: 'Name optional' });
  await sender.fill('Contoso People');
  await save(page, sender);
  const stored = () => usher.db.workspace.findFirstOrThrow({ select: { mailFromName: true } });
  await expect.poll(stored).toEqual({ mailFromName: 'Contoso People' });

  const { message } = await invite();
  expect(message.from).toContain('Contoso People');
  expect(message.subject).toContain('Contoso Flow');
  const invitation = new InvitationPage(await openBrowser());
  await invitation.open(linkIn(message.text, '/invite/'));
  await expect(invitation.heading).toContainText('Contoso Flow');
  await expect(invitation.page.getByText('help@contoso.example')).toBeVisible();
});

test('a blocked kind of address is refused while it is typed, and after the press', async ({
  page,
  organization,
  signIn,
  newStaff,
}) => {
  await signIn(await newStaff('ADMIN'));
  await page.goto('/settings');
  const choice = page.getByRole('switch', { name: 'Block public mail domains' });
  await choice.click();
  await save(page, choice);
  await expect(toast(page, 'The settings were saved')).toBeVisible();
  const users = new UsersTab(page);
  await users.open(organization.id);
  await users.openInviteDialog();
  const email = users.dialog.getByLabel('Email address');
  await email.fill('somebody@gmail.com');
  await expect(users.dialog.getByText(/does not invite addresses of this provider/)).toBeVisible();
  await users.dialog.getByRole('button', { name: /Send Invitation/ }).click();
  await expect(email).toHaveAccessibleDescription(/public mail providers/);
});

const picture = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

test('a picture becomes the logo, and what is no picture does not', async ({
  page,
  openBrowser,
  request,
  signIn,
  newStaff,
}) => {
  await signIn(await newStaff('OWNER'));
  await page.goto('/settings');
  const drawing = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>');
  const input = page.getByRole('main').getByLabel('Logo', { exact: true });
  await input.setInputFiles({ name: 'logo.png', mimeType: 'image/png', buffer: drawing });
  await expect(page.getByRole('main').getByText('Choose a PNG, JPEG or WebP picture.')).toBeVisible();
  await input.setInputFiles({ name: 'logo.png', mimeType: 'image/png', buffer: picture });
  await expect(toast(page, 'The logo was changed')).toBeVisible();
  const served = await request.get('/logo');
  expect(served.headers()).toMatchObject({
    'content-type': 'image/png',
    'x-content-type-options': 'nosniff',
  });
  expect(Buffer.compare(await served.body(), picture)).toBe(0);
  const visitor = await openBrowser();
  await visitor.goto('/login');
  await expect(visitor.getByRole('main').locator('img[src^="/logo"]')).toBeVisible();

  await page.getByRole('button', { name: 'Remove' }).click();
  await expect(toast(page, 'The logo was removed')).toBeVisible();
  expect((await request.get('/logo')).status()).toBe(404);
});

test('support reads the settings of the workspace and changes none', async ({
  page,
  organization,
  signIn,
}) => {
  await signIn(organization.staff);
  await page.goto('/settings');
  await expect(page.getByRole('main').getByText('Invitations open for')).toBeVisible();
  await expect(page.getByRole('main').getByRole('textbox')).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Save' })).toHaveCount(0);
});
