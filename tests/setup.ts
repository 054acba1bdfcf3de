import { afterEach, beforeEach, vi } from 'vitest';

/** What outlives a file, because the next one runs in the same process. */
interface Outliving {
  environment?: NodeJS.ProcessEnv;
  usherEnv?: unknown;
  usherDatabase?: unknown;
}

startAfresh();

/** Each file finds everything of ours as the first one did; the packages alone stay loaded, which takes longest. */
function startAfresh(): void {
  const outliving = globalThis as Outliving;
  outliving.environment ??= { ...process.env };
  process.env = { ...outliving.environment };
  delete outliving.usherEnv;
  delete outliving.usherDatabase;
  vi.resetModules();
}

let unexpected: string[] = [];

/** What a library complains about on the console is a failure, unless the test replaces `console.error` itself. */
beforeEach(() => {
  unexpected = [];
  for (const method of ['error', 'warn'] as const) {
    vi.spyOn(console, method).mockImplementation((...parts) => {
      unexpected.push(`console.${method}: ${parts.map(String).join(' ')}`);
    });
  }
});

afterEach(() => {
  if (unexpected.length > 0) throw new Error(`Unexpected ${unexpected.join('\n')}`);
});
