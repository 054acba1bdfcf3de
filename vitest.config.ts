import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Files that mostly wait for other programs: begun last, they would have the machine wait as well. */
const waiting = /\/(examples|scalekit-(go|java|python)|scim2-tester)\/|start-worker/;

class WaitingFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const [first, rest] = [true, false].map((isWaiting) =>
      sorted.filter(({ moduleId }) => waiting.test(moduleId) === isWaiting),
    );
    return [...(first ?? []), ...(rest ?? [])];
  }
}

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
    sequence: { sequencer: WaitingFirst },
    testTimeout: 20_000,
    hookTimeout: 60_000,
    restoreMocks: true,
  },
});
