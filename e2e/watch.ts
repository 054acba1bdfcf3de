import type { Page } from '@playwright/test';

/** Collects what a healthy page never has: errors on the console, requests to other hosts. */
export function watch(page: Page): string[] {
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(`error: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error' && !/status of 4\d\d/.test(message.text()))
      complaints.push(`console: ${message.text()}`);
  });
  page.on('request', (request) => {
    const { protocol, hostname } = new URL(request.url());
    const isHere = hostname === 'localhost' || hostname === '127.0.0.1';
    if (protocol.startsWith('http') && !isHere) complaints.push(`request to ${hostname}`);
  });
  return complaints;
}
