import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const desk = { width: 1440, height: 900 };
const phone = { width: 390, height: 844 };

/**
 * Looks at what is open now on a desk and on a phone, by day and by night: no rule of WCAG 2.2 AA is broken and
 * nothing stands wider than the window.
 */
export async function inspect(page: Page, name: string): Promise<void> {
  await expectNoViolation(page, `${name}, light`);
  await page.emulateMedia({ colorScheme: 'dark' });
  await expectNoViolation(page, `${name}, dark`, ['color-contrast']);
  await page.setViewportSize(phone);
  await expectNoOverflow(page, name);
  await expectNoViolation(page, `${name}, dark phone`);
  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize(desk);
}

/** Looks again for a moment: while a page is fetched anew its title is away for an instant. What is broken stays so. */
async function expectNoViolation(page: Page, name: string, rules?: string[]): Promise<void> {
  await expect(async () => {
    const builder = await prepareAxe(page);
    const { violations } = await (rules ? builder.withRules(rules) : builder.withTags(tags)).analyze();
    const told = violations.flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id} at ${target}: ${failureSummary}`),
    );
    expect(told, name).toEqual([]);
  }).toPass({ timeout: 15_000 });
}

/** Loads the checker once into each document, and has it describe what is broken alone. */
async function prepareAxe(page: Page): Promise<AxeBuilder> {
  const isLoaded = await page.evaluate(() => 'axe' in window);
  return new AxeBuilder({ page, ...(isLoaded && { axeSource: ';' }) })
    .setLegacyMode()
    .options({ resultTypes: ['violations'] });
}

async function expectNoOverflow(page: Page, name: string): Promise<void> {
  const widths = await page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    return { scrollWidth, clientWidth };
  });
  expect(widths.scrollWidth, `${name}: nothing is wider than a phone`).toBeLessThanOrEqual(
    widths.clientWidth,
  );
}
