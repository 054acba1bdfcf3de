import { expect, type Page, type Response } from '@playwright/test';

/**
 * Goes to a page and waits until it stands: its parts may come one after the other, hidden until they are put in
 * their places.
 */
export async function open(page: Page, path: string): Promise<Response | null> {
  const response = await page.goto(path);
  await expect(page.locator('[hidden][id^="S:"]')).toHaveCount(0);
  return response;
}
