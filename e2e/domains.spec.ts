import type { Page } from '@playwright/test';
import {
  allowDomain,
  addDomain as claimDomain,
  createDomainAdmin,
  freshDomain,
} from '@/tests/factories/domains';
import { expect, linkIn, test } from './fixtures';
import { openByKey } from './pages/keys';

/** The item of one domain in the list. */
function itemOf(page: Page, domain: string) {
  return page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: domain }) });
}

async function addDomain(page: Page, domain: string, purpose: 'Single sign-on' | 'Joining'): Promise<void> {
  const dialog = page.getByRole('dialog');
  await openByKey(page, 'c', dialog);
  await dialog.getByRole('textbox', { name: 'Domain' }).fill(domain);
  await dialog.getByRole('radio', { name: purpose }).click();
  await dialog.getByRole('button', { name: 'Add domain' }).click();
}

test('an admin of an organization shows by a TXT record that a domain is its own, and deletes it', async ({
  page,
  usher,
  organization,
  signIn,
  newMember,
}) => {
  await signIn((await newMember()).actor);
  await page.goto(`/organizations/${organization.id}/domains`);
  await expect(page.getByRole('heading', { name: 'No domains yet' })).toBeVisible();
  await addDomain(page, 'gmail.com', 'Single sign-on');
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByText('Everybody can have an address at gmail.com')).toBeVisible();
  const domain = freshDomain();
  await dialog.getByRole('textbox', { name: 'Domain' }).fill(domain);
  await dialog.getByRole('button', { name: 'Add domain' }).click();

  const item = itemOf(page, domain);
  await expect(item).toContainText('Waiting for the record');
  const name = await item.getByRole('textbox', { name: /^Name of the record/ }).inputValue();
  const value = await item.getByRole('textbox', { name: /^Value of the record/ }).inputValue();
  expect(name).toBe(`_usher-challenge.${domain}`);
  const verify = item.getByRole('button', { name: `Verify now: ${domain}` });
  await verify.click();
  await expect(item.getByRole('status')).toContainText(`There is no TXT record at ${name}.`);
  usher.dns.setTxt(name, 'v=spf1 -all');
  await verify.click();
  await expect(item.getByRole('status')).toContainText('but it says “v=spf1 -all”');
  usher.dns.setTxt(name, 'v=spf1 -all', value);
  await verify.click();
  await expect(item).toContainText('By its TXT record');
  await expect(verify).toBeHidden();

  await page.getByRole('button', { name: `Actions for ${domain}` }).click();
  await page.getByRole('menuitem', { name: 'Delete' }).click();
  const question = page.getByRole('alertdialog');
  await expect(question).toContainText('Who is a member stays one');
  await question.getByRole('button', { name: 'Delete domain' }).click();
  await expect(page.getByRole('heading', { name: 'No domains yet' })).toBeVisible();
});

test('staff vouch for a domain whose people then join with one press, after they prove the address', async ({
  page,
  usher,
  organization,
  signIn,
  newStaff,
  openBrowser,
}) => {
  const customer = await createDomainAdmin(usher.db, organization.id);
  const claimed = await claimDomain(customer, organization.id);
  await signIn(await newStaff('ADMIN'));
  await page.goto(`/organizations/${organization.id}/domains`);
  await page.getByRole('button', { name: `Actions for ${claimed.domain}` }).click();
  await page.getByRole('menuitem', { name: 'Vouch for it' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Vouch for it' }).click();
  await expect(itemOf(page, claimed.domain)).toContainText('Vouched for');
  const domain = freshDomain();
  await addDomain(page, domain, 'Joining');
  await expect(itemOf(page, domain)).toContainText('Vouched for');

  const [email, stranger] = [`ada@${domain}`, `eve@mail.${domain}`];
  const answers: string[] = [];
  const visitor = await openBrowser();
  for (const address of [stranger, email]) {
    await visitor.goto('/login');
    await visitor.getByRole('textbox', { name: 'Email address' }).fill(address);
    await visitor.getByRole('button', { name: 'Continue' }).click();
    const main = visitor.getByRole('main');
    await expect(main).toContainText(address);
    answers.push(((await main.textContent()) ?? '').replaceAll(address, 'them'));
  }
  expect(answers[0]?.replace(/\d+ s.*/g, '')).toBe(answers[1]?.replace(/\d+ s.*/g, ''));
  const { text } = await usher.resend.waitForMessage(email);
  expect(usher.resend.messages().filter(({ to }) => to === stranger)).toEqual([]);

  const link = linkIn(text, '/login/join/');
  for (let count = 0; count < 3; count += 1) expect((await visitor.request.get(link)).status()).toBe(200);
  expect(await usher.db.user.count({ where: { emailKey: email } })).toBe(0);
  const browser = await openBrowser({ javaScriptEnabled: false });
  await browser.goto(link);
  await expect(browser.getByRole('main')).toContainText(email);
  await browser.getByRole('button', { name: `Join ${organization.name}` }).click();
  await expect(browser).toHaveURL(/\/me$/);
  await expect(browser.getByRole('main')).toContainText(organization.name);
  await visitor.goto(link);
  await expect(visitor.getByRole('heading')).toHaveText('This link has been used');

  await page.goto(`/organizations/${organization.id}/users`);
  await expect(page.getByRole('row', { name: email })).toContainText(/domain/i);
});

test('somebody with an account joins an organization of their domain from their own page', async ({
  page,
  usher,
  organization,
  signIn,
  newMember,
}) => {
  const domain = freshDomain();
  const { actor } = await newMember();
  const email = `grace@${domain}`;
  const data = { email, emailKey: email, emailVerified: new Date() };
  await usher.db.membership.deleteMany({ where: { userId: actor.userId } });
  await usher.db.user.update({ where: { id: actor.userId }, data });
  await allowDomain(usher.db, organization.id, domain);
  await signIn(actor);
  await page.goto('/me');
  await page.getByRole('button', { name: `Join ${organization.name}` }).click();
  await expect(page.getByText(`You have joined ${organization.name}`, { exact: true })).toBeVisible();
  await expect(page.getByRole('button', { name: `Join ${organization.name}` })).toBeHidden();
});
