import type { Locator, Page } from '@playwright/test';

/** Organizations > an organization > Users. */
export class UsersTab {
  readonly dialog: Locator;
  readonly question: Locator;
  readonly rows: Locator;

  constructor(readonly page: Page) {
    this.dialog = page.getByRole('dialog');
    this.question = page.getByRole('alertdialog');
    this.rows = page.locator('tbody').getByRole('row');
  }

  /** Opens the list, with what its address chooses (`status=pending`), and waits until it is live. */
  async open(organizationId: string, query = ''): Promise<void> {
    await this.page.goto(`/organizations/${organizationId}/users${query && `?${query}`}`);
    await this.page.getByRole('main').getByText('Live', { exact: true }).waitFor();
  }

  /** The row of whoever has this address or name. */
  row(person: string): Locator {
    return this.rows.filter({ hasText: person });
  }

  async openInviteDialog(): Promise<void> {
    await this.page.getByRole('button', { name: /Invite User/ }).click();
    await this.dialog.waitFor();
  }

  async invite(email: string): Promise<void> {
    await this.openInviteDialog();
    await this.dialog.getByLabel('Email address').fill(email);
    await this.dialog.getByRole('button', { name: /Send Invitation/ }).click();
  }

  /** Chooses from the menu of somebody's row. */
  async choose(person: string, item: string): Promise<void> {
    await this.row(person)
      .getByRole('button', { name: /Actions for/ })
      .click();
    await this.page.getByRole('menuitem', { name: item }).click();
  }

  /** Answers the question that is being asked by its button. */
  async confirm(label: string): Promise<void> {
    await this.question.getByRole('button', { name: label }).click();
    await this.question.waitFor({ state: 'hidden' });
  }
}
