import type { Page } from '@playwright/test';

/**
 * A click before React listens does nothing, and a person clicks again. A journey does not, so until then nothing on a
 * page can be hit, and the click waits. A page without scripts takes clicks at once.
 */
export async function takeNoClickBeforeReact(page: Page): Promise<void> {
  await page.addInitScript(() => {
    if (window !== window.top) return;
    const sheet = new CSSStyleSheet();
    sheet.replaceSync('html { pointer-events: none !important }');
    document.adoptedStyleSheets.push(sheet);
    const isReady = () =>
      document.readyState !== 'loading' &&
      (!document.querySelector('script[src*="/_next/"]') ||
        Object.keys(document.body).some((key) => key.startsWith('__reactFiber$')));
    const look = () => {
      if (isReady()) sheet.replaceSync('');
      else setTimeout(look, 10);
    };
    look();
  });
}
