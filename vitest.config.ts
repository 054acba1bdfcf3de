import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  resolve: { alias: { '@/': fileURLToPath(new URL('./', import.meta.url)) } },
  test: {
    include: ['{lib,server,prisma,scripts,tests,components,emails}/**/*.test.{ts,tsx}'],
    env: { USHER_SECRET: 'a secret that only tests use, long enough' },
    globalSetup: ['tests/global-setup.ts'],
    setupFiles: ['tests/setup.ts'],
    // Most of a test's time is spent waiting for PostgreSQL, so a third worker keeps two cores busy.
    pool: 'forks',
    // tests/setup.ts has each file begin afresh: a process for each would load the same packages 190 times.
    isolate: false,
    maxWorkers: 3,
    testTimeout: 20_000,
    hookTimeout: 60_000,
    restoreMocks: true,
  },
});
