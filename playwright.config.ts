import { defineConfig, devices } from '@playwright/test';
import { findChromium } from './scripts/chromium';

const executablePath = findChromium();

export default defineConfig({
  testDir: 'e2e',
  testMatch: '**/*.spec.ts',
  globalSetup: './e2e/global-setup.ts',
  fullyParallel: true,
  // Two keep two cores busy. The drills wait more than they work, so they run beside them, and begin at once.
  workers: 3,
  projects: [
    { name: 'drills', testMatch: 'drills.spec.ts', workers: 1 },
    { name: 'journeys', testIgnore: 'drills.spec.ts', workers: 2 },
  ],
  retries: 0,
  forbidOnly: true,
  // Wide, for a machine that is busy with other things too: a healthy step takes a fraction of a second.
  timeout: 60_000,
  expect: { timeout: 15_000 },
  reporter: 'list',
  use: {
    ...devices['Desktop Chrome'],
    viewport: { width: 1440, height: 900 },
    contextOptions: { reducedMotion: 'reduce' },
    // A trace of every journey would cost a sixth of their time: ask for one with --trace on.
    screenshot: 'only-on-failure',
    launchOptions: {
      ...(executablePath && { executablePath }),
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--no-first-run',
      ],
    },
  },
});
