import { describe, expect, test } from 'vitest';
import { formatDuration, parseDuration } from './duration-text';

describe('a duration', () => {
  test.each([
    ['15 days', 1_296_000],
    ['15', 1_296_000],
    ['1 day', 86_400],
    ['36 hours', 129_600],
    ['12h', 43_200],
    ['30 min', 1_800],
    ['  5  Minutes ', 300],
    ['90s', 90],
  ])('written as %j is %d seconds', (text, seconds) => {
    expect(parseDuration(text)).toBe(seconds);
  });

  test.each(['', 'soon', '1.5 days', '-3 days', '3 weeks', '1e9', '15 days 3'])('is not %j', (text) => {
    expect(parseDuration(text)).toBeNull();
  });

  test.each([
    [1_296_000, '15 days'],
    [86_400, '1 day'],
    [129_600, '36 hours'],
    [300, '5 minutes'],
    [301, '301 seconds'],
  ])('of %d seconds is shown as %j', (seconds, text) => {
    expect(formatDuration(seconds)).toBe(text);
  });

  test('is read back as it was shown', () => {
    for (const seconds of [300, 3_601, 86_400, 7_776_000]) {
      expect(parseDuration(formatDuration(seconds))).toBe(seconds);
    }
  });
});
