import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { keepForMinutes } from './keep-for-minutes';

beforeEach(() => void vi.useFakeTimers({ toFake: ['performance'] }));
afterEach(() => void vi.useRealTimers());

test('what was kept is believed for five minutes, and then no longer', () => {
  const kept = keepForMinutes<string>();
  kept.set('issuer', 'provider');
  vi.advanceTimersByTime(4 * 60_000);
  expect(kept.get('issuer')).toBe('provider');
  vi.advanceTimersByTime(60_000);
  expect(kept.get('issuer')).toBeNull();
});

test('whoever sets up many connections makes a process forget what it kept first, and no more', () => {
  const kept = keepForMinutes<number>();
  for (let index = 0; index <= 500; index += 1) kept.set(`issuer ${index}`, index);
  expect(kept.get('issuer 0')).toBeNull();
  expect(kept.get('issuer 1')).toBe(1);
  expect(kept.get('issuer 500')).toBe(500);
});
