import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const desk = { width: 1440, height: 900 };
const phone = { width: 390, height: 844 };
/** What is broken is described alone, and nothing fetched once more: no page plays anything. */
const quick = { resultTypes: ['violations'], preload: false } satisfies RunOptions;

type RunOptions = Parameters<AxeBuilder['options']>[0];
type Violation = Awaited<ReturnType<AxeBuilder['analyze']>>['violations'][number];
type CheckedWindow = Window & {
  axe?: { run(subject: Document, options: RunOptions): Promise<{ violations: Violation[] }> };
};

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
    const violations = await findViolations(page, rules);
    const told = violations.flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id} at ${target}: ${failureSummary}`),
    );
    expect(told, name).toEqual([]);
  }).toPass({ timeout: 15_000 });
}

/** By the builder for the first look at a document, which loads the checker; later ones ask what is loaded. */
async function findViolations(page: Page, rules?: string[]): Promise<Violation[]> {
  const runOnly: RunOptions['runOnly'] = rules
    ? { type: 'rule', values: rules }
    : { type: 'tag', values: tags };
  const options: RunOptions = { runOnly, ...quick };
  const found = await page.evaluate(async (chosen) => {
    // A colour that was changed has its old value until the next frame.
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    return (await (window as CheckedWindow).axe?.run(document, chosen))?.violations;
  }, options);
  if (found) return found;
  return (await new AxeBuilder({ page }).setLegacyMode().options(options).analyze()).violations;
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
