import { expect, linkIn, test } from './fixtures';

test('an invitation goes from the form to an active member, and the inviter sees it happen', async ({
  page,
  browser,
  usher,
  organization,
  signIn,
}) => {
  await signIn(organization.staff);
  await page.goto(`/organizations/${organization.id}/users`);
  await page.getByRole('button', { name: /Invite User/ }).click();
  const dialog = page.getByRole('dialog');
  const email = `ada.${organization.id.slice(-8)}@acme.example`;
  await dialog.getByLabel('Email address').fill(email);
  await dialog.getByLabel('First name').fill('Ada');
  await dialog.getByRole('button', { name: /Send Invitation/ }).click();
  const row = page.getByRole('row').filter({ hasText: email });
  await expect(row).toContainText('Pending');

  const message = await usher.resend.waitForMessage(email);
  await usher.resend.deliver(message.id);
  await expect(row).toContainText('Delivered');

  const invitee = await browser.newPage({ baseURL: usher.origin });
  await invitee.goto(linkIn(message.text, '/invite/'));
  await expect(invitee.getByRole('heading')).toContainText(organization.name);
  await invitee.getByRole('button', { name: /Join/ }).click();
  await expect(invitee).toHaveURL(/\/me/);
  await expect(row).toContainText('Active', { timeout: 2000 });
  await invitee.close();
});
