import { describe, expect, it } from 'vitest';
import { formatDate, formatDateTime, formatRelativeTime, formatTimeLeft } from './format-time';

const NOW = '2026-11-22T09:30:00Z';

describe('formatRelativeTime', () => {
  it.each([
    ['2026-11-22T09:30:00Z', 'Just now'],
    ['2026-11-22T09:29:01Z', 'Just now'],
    ['2026-11-22T09:29:00Z', '1 min ago'],
    ['2026-11-22T08:30:01Z', '59 min ago'],
    ['2026-11-22T08:30:00Z', '1 hour ago'],
    ['2026-11-22T00:10:00Z', '9 hours ago'],
    ['2026-11-21T22:30:00Z', '11 hours ago'],
    ['2026-11-21T21:00:00Z', 'Yesterday'],
    ['2026-11-21T00:00:00Z', 'Yesterday'],
    ['2026-11-20T23:59:00Z', '2 days ago'],
    ['2026-11-15T00:00:00Z', '7 days ago'],
    ['2026-11-14T23:59:00Z', '14 Nov 2026'],
    ['2025-09-02T12:00:00Z', '2 Sep 2025'],
  ])('says of the past moment %s: %s', (iso, expected) => {
    expect(formatRelativeTime(iso, NOW)).toBe(expected);
  });

  it.each([
    ['2026-11-22T09:30:20Z', 'Just now'],
    ['2026-11-22T09:30:45Z', 'in a minute'],
    ['2026-11-22T09:35:00Z', 'in 5 min'],
    ['2026-11-22T12:30:00Z', 'in 3 hours'],
    ['2026-11-23T23:00:00Z', 'Tomorrow'],
    ['2026-11-25T09:00:00Z', 'in 3 days'],
    ['2026-12-07T09:30:00Z', '7 Dec 2026'],
  ])('says of the future moment %s: %s', (iso, expected) => {
    expect(formatRelativeTime(iso, NOW)).toBe(expected);
  });

  it('counts the days of the time zone, so that an evening in New York is yesterday only there', () => {
    const evening = '2026-11-22T01:00:00Z';
    const nextDay = '2026-11-22T22:00:00Z';
    expect(formatRelativeTime(evening, nextDay, { timeZone: 'UTC' })).toBe('21 hours ago');
    expect(formatRelativeTime(evening, nextDay, { timeZone: 'America/New_York' })).toBe('Yesterday');
  });
});

describe('formatDate and formatDateTime', () => {
  it('give the date of the time zone', () => {
    expect(formatDate('2026-11-18T23:30:00Z')).toBe('18 Nov 2026');
    expect(formatDate('2026-11-18T23:30:00Z', { timeZone: 'Asia/Tokyo' })).toBe('19 Nov 2026');
  });

  it('name the time zone beside the time', () => {
    expect(formatDateTime('2026-11-18T14:03:59Z')).toBe('18 Nov 2026, 14:03 UTC');
    expect(formatDateTime('2026-11-18T00:03:00Z')).toBe('18 Nov 2026, 00:03 UTC');
  });
});

describe('formatTimeLeft', () => {
  it.each([
    ['2026-12-07T09:30:00Z', '15 days left'],
    ['2026-12-07T09:28:00Z', '15 days left'],
    ['2026-11-24T09:30:00Z', '2 days left'],
    ['2026-11-24T09:29:00Z', '47 hours left'],
    ['2026-11-22T10:30:00Z', '1 hour left'],
    ['2026-11-22T10:29:00Z', 'less than an hour left'],
  ])('until %s: %s', (iso, expected) => {
    expect(formatTimeLeft(iso, NOW)).toBe(expected);
  });

  it('is undefined from the moment itself on', () => {
    expect(formatTimeLeft(NOW, NOW)).toBeUndefined();
    expect(formatTimeLeft('2026-11-22T09:29:59Z', NOW)).toBeUndefined();
  });
});
