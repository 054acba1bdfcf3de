import { describe, expect, test } from 'vitest';
import { describeExpiry, lastExpiry } from './certificate-expiry';

const now = new Date('2026-11-22T12:00:00Z');
const inDays = (days: number) => new Date(now.getTime() + days * 86_400_000);

describe('the expiry of a certificate', () => {
  test.each([
    [-1, 'bad', 'Expired'],
    [0, 'bad', 'Expired'],
    [0.5, 'bad', 'Less than a day left'],
    [7, 'bad', '7 days left'],
    [7.1, 'wait', '8 days left'],
    [30, 'wait', '30 days left'],
    [30.1, 'ok', 'Good'],
  ])('in %d days is %s: %s', (days, tone, words) => {
    expect(describeExpiry(inDays(-100), inDays(days), now)).toEqual({ tone, words });
  });

  test('says of one that begins later that it is not good yet', () => {
    expect(describeExpiry(inDays(1), inDays(400), now)).toEqual({ tone: 'info', words: 'Not good yet' });
  });

  test('of several is that of the last', () => {
    const [early, late] = [{ notAfter: inDays(3) }, { notAfter: inDays(300) }];
    expect(lastExpiry([early, late])).toBe(late);
    expect(lastExpiry([late, early])).toBe(late);
    expect(lastExpiry([])).toBeNull();
  });
});
