import { describe, expect, test } from 'vitest';
import { later, testNow } from '@/tests/factories/world';
import { type DomainChecks, domainState, nextCheck, pollEnd } from './domain';
import { createDomainSchema } from './domain.schema';
import { judgeRecord } from './judge-record';

const organizationId = 'org_1000000000000000001';
const week = 7 * 86_400;

function parse(domain: string) {
  const parsed = createDomainSchema.safeParse({ organizationId, domain, type: 'ORGANIZATION_DOMAIN' });
  return parsed.success ? parsed.data.domain : (parsed.error.issues[0]?.message ?? '');
}

describe('the name of a domain', () => {
  test.each([
    ['example.com', 'example.com'],
    ['  Mail.EXAMPLE.com\n', 'mail.example.com'],
    ['bücher.example', 'xn--bcher-kva.example'],
    ['\uff45xample.com', 'example.com'],
    ['acme.co.uk', 'acme.co.uk'],
    ['acme.github.io', 'acme.github.io'],
    ['co.example.uk', 'co.example.uk'],
  ])('%j is stored as %s', (text, domain) => {
    expect(parse(text)).toBe(domain);
  });

  test.each([
    '',
    'example',
    'localhost',
    '127.0.0.1',
    '2130706433',
    '[::1]',
    '*.example.com',
    'example.com:80',
    'https://example.com',
    'ada@example.com',
    'example.com/x',
    'exa mple.com',
    'example..com',
    '-a.example.com',
    '\u202eexample.com',
    `${'a'.repeat(64)}.com`,
    `${'abcdefghi.'.repeat(26)}com`,
  ])('%j is none', (text) => {
    expect(parse(text)).toBe('Enter a domain, like example.com.');
  });

  test.each(['co.uk', 'com.au', 'ac.at', 'github.io', 'uk.com', 'Vercel.App'])(
    '%s alone belongs to nobody',
    (text) => {
      expect(parse(text)).toMatch(/^Nobody owns /);
    },
  );
});

describe('a domain', () => {
  const claimed: DomainChecks = { verifiedAt: null, pollUntil: pollEnd(testNow), missedChecks: 0 };
  const verified: DomainChecks = { verifiedAt: testNow, pollUntil: null, missedChecks: 0 };

  test('waits for a week, and has failed then', () => {
    expect(domainState(claimed, later(week - 1))).toBe('pending');
    expect(domainState(claimed, later(week))).toBe('failed');
    expect(domainState({ ...claimed, pollUntil: null }, testNow)).toBe('failed');
  });

  test('that is verified lapses at the third look that misses its record, not before', () => {
    expect([0, 2, 3, 4].map((missedChecks) => domainState({ ...verified, missedChecks }, testNow))).toEqual([
      'verified',
      'verified',
      'lapsed',
      'lapsed',
    ]);
  });

  test('is looked at ever more rarely until its time is over, a verified one each week', () => {
    let now = testNow;
    const waits: number[] = [];
    for (let next = nextCheck(claimed, now); next; next = nextCheck(claimed, now)) {
      waits.push((next.getTime() - now.getTime()) / 1000);
      now = next;
    }
    expect(now).toEqual(later(week));
    expect(waits.slice(0, -1)).toEqual([...waits.slice(0, -1)].sort((one, other) => one - other));
    expect(new Set(waits.slice(0, -1))).toEqual(new Set([60, 300, 1800, 7200]));
    expect(waits.length).toBeLessThan(200);
    expect(nextCheck(verified, testNow)).toEqual(later(week));
  });
});

describe('a look-up', () => {
  const wanted = { name: '_usher-challenge.example.com', secret: 'usher-domain-verification=abc' };

  test('finds the record among others, whole and exact', () => {
    const values = ['v=spf1 -all', 'usher-domain-verification=abc'];
    expect(judgeRecord({ kind: 'records', values }, wanted)).toMatchObject({ found: true });
    for (const value of ['usher-domain-verification=ab', 'usher-domain-verification=abcd', 'ABC', ''])
      expect(judgeRecord({ kind: 'records', values: [value] }, wanted)).toMatchObject({ found: false });
  });

  test('says in words what was there instead, without what a page cannot hold', () => {
    expect(judgeRecord({ kind: 'none' }, wanted).words).toBe(
      'There is no TXT record at _usher-challenge.example.com.',
    );
    expect(judgeRecord({ kind: 'records', values: [`a\0b\u202e${'c'.repeat(200)}`] }, wanted).words).toBe(
      `There is a TXT record at _usher-challenge.example.com, but it says “a\uFFFDb\uFFFD${'c'.repeat(76)}…”.`,
    );
  });

  test('without an answer proves neither', () => {
    const reason = 'The name servers did not answer in time.';
    expect(judgeRecord({ kind: 'unknown', reason }, wanted)).toEqual({ found: null, words: reason });
  });
});
