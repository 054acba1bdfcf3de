import { afterEach, beforeEach, vi } from 'vitest';

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
