import type { Locator, Page } from '@playwright/test';

/** The page of an invitation's link. */
export class InvitationPage {
  readonly heading: Locator;
  readonly join: Locator;

  constructor(readonly page: Page) {
    this.heading = page.getByRole('heading', { level: 1 });
    this.join = page.getByRole('button', { name: /^(?:Join|Continue as) / });
  }

  async open(link: string): Promise<void> {
    await this.page.goto(link);
    await this.heading.waitFor();
  }

  /** Opens the link and joins. */
  async accept(link: string): Promise<void> {
    await this.open(link);
    await this.join.click();
    await this.page.waitForURL((url) => !url.pathname.startsWith('/invite/'));
  }
}
