import type { Locator, Page } from '@playwright/test';

/** Saves the form that a field is in: a page of settings has several. */
export async function save(page: Page, field: Locator): Promise<void> {
  await page.locator('form', { has: field }).getByRole('button', { name: 'Save' }).click();
}
