import { expect, type Locator, type Page } from '@playwright/test';

/** Presses a key until it did what it is for: a page that has just come may not listen yet. */
export async function press(page: Page, key: string, did: () => Promise<unknown>): Promise<void> {
  await expect(async () => {
    await page.keyboard.press(key);
    await did();
  }).toPass();
}

/** Opens something by its key. */
export async function openByKey(page: Page, key: string, opened: Locator): Promise<void> {
  await press(page, key, () => opened.waitFor({ timeout: 2000 }));
}

/** Goes to the search of a list by its key and types. */
export async function searchByKey(page: Page, text: string): Promise<void> {
  const box = page.getByRole('searchbox');
  await press(page, '/', () => expect(box).toBeFocused({ timeout: 500 }));
  await page.keyboard.type(text);
}
