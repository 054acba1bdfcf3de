import type { Locator, Page } from '@playwright/test';

/** The note that appears in a corner after something was done. */
export function toast(page: Page, text: string | RegExp): Locator {
  return page
    .getByRole('region', { name: /^Notifications/ })
    .getByRole('listitem')
    .filter({ hasText: text });
}
