import { describe, expect, test } from 'vitest';
import { isFromElsewhere, ownOrigin } from './own-origin';

const own = 'https://usher.example.com';

describe('the origin of a request', () => {
  test('is ours for a form of our own page, which sends no referrer', () => {
    expect(ownOrigin({ origin: 'null', 'sec-fetch-site': 'same-origin' }, own)).toBe(own);
  });

  test.each(['cross-site', 'same-site', 'none', undefined])('stays null when it comes from %s', (site) => {
    const headers = { origin: 'null', ...(site && { 'sec-fetch-site': site }) };
    expect(ownOrigin(headers, own)).toBe('null');
  });

  test('stays what a stranger said', () => {
    const headers = { origin: 'https://evil.example', 'sec-fetch-site': 'same-origin' };
    expect(ownOrigin(headers, own)).toBe('https://evil.example');
  });

  test('stays absent when it is absent', () => {
    expect(ownOrigin({ 'sec-fetch-site': 'same-origin' }, own)).toBeUndefined();
  });
});

describe('a request that changes something', () => {
  test('is from elsewhere when the browser names another origin, or none that it would tell', () => {
    for (const origin of ['https://evil.example', 'null', `${own}:8443`])
      expect(isFromElsewhere({ method: 'POST', headers: { origin } }, own)).toBe(true);
  });

  test('is ours under our own origin, or when a program sends it', () => {
    expect(isFromElsewhere({ method: 'POST', headers: { origin: own } }, own)).toBe(false);
    expect(isFromElsewhere({ method: 'POST', headers: {} }, own)).toBe(false);
  });

  test('is not a look at a page', () => {
    const headers = { origin: 'https://evil.example' };
    expect(isFromElsewhere({ method: 'GET', headers }, own)).toBe(false);
  });
});
