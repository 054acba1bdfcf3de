import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { comeBack } from './come-back';

function fail({ ready = true, tries = [] as number[] } = {}) {
  const retry = vi.fn();
  const isReady = vi.fn(async () => ready);
  const stop = comeBack({ retry, isReady, tries });
  return { retry, isReady, stop };
}

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

test('a page that failed is tried again soon, once', async () => {
  const { retry } = fail();
  await vi.advanceTimersByTimeAsync(999);
  expect(retry).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(retry).toHaveBeenCalledOnce();
});

test('while the server is not ready, it is asked whether it is, and not for the page', async () => {
  const { retry, isReady } = fail({ ready: false });
  await vi.advanceTimersByTimeAsync(600_000);
  expect(retry).not.toHaveBeenCalled();
  isReady.mockResolvedValue(true);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(retry).toHaveBeenCalledOnce();
});

test('one that fails each time is tried ever more slowly, and five times in five minutes at most', async () => {
  const tries: number[] = [];
  for (const wait of [1_000, 2_000, 4_000, 8_000, 16_000, 300_000 - 30_000]) {
    const { retry } = fail({ tries });
    await vi.advanceTimersByTimeAsync(wait - 1);
    expect(retry).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1);
    expect(retry).toHaveBeenCalledOnce();
  }
});

test('nothing is tried once somebody has pressed the button or gone elsewhere', async () => {
  const { retry, stop } = fail();
  stop();
  await vi.advanceTimersByTimeAsync(600_000);
  expect(retry).not.toHaveBeenCalled();
});
