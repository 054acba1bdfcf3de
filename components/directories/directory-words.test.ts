import { describe, expect, test } from 'vitest';
import {
  changesWords,
  countWords,
  firstStep,
  noMemberWords,
  personName,
  refusedWords,
  requestWords,
  whomWords,
} from './directory-words';

const request = {
  id: 'dirreq_1',
  at: new Date(0),
  method: 'POST',
  path: '/Users',
  status: 201,
  subject: 'ada@example.com',
  outcome: null,
  detail: null,
  changes: null,
};

test.each([
  [0, 'No users'],
  [1, '1 user'],
  [20_000, '20,000 users'],
])('%i of something are %s', (number, words) => {
  expect(countWords(number, 'user')).toBe(words);
});

test.each([
  [1, '1 request was refused'],
  [12, '12 requests were refused'],
  [1000, '1,000 or more requests were refused'],
])('%i refusals are %s', (count, words) => {
  expect(refusedWords(count)).toBe(words);
});

test.each([
  [{ outcome: 'user_created' }, 'Became a member'],
  [{ status: 403, detail: 'All seats are taken.' }, 'All seats are taken.'],
  [{ status: 500 }, 'Refused with 500'],
  [{ outcome: 'toString', status: 200 }, 'Done'],
])('a request with %j reads "%s"', (facts, words) => {
  expect(requestWords({ ...request, ...facts })).toBe(words);
});

test.each([
  [{ subject: 'ada@example.com' }, 'ada@example.com'],
  [{ subject: null, path: '/Users?filter=x' }, 'Users'],
  [{ subject: null, path: '/Groups' }, 'Groups'],
  [{ subject: null, path: '/Users?count=1', outcome: 'connection_tested' }, 'The connection'],
  [{ subject: null, status: 401 }, 'The connection'],
  [{ subject: null, path: '/ServiceProviderConfig' }, 'The connection'],
])('a request with %j was about "%s"', (facts, words) => {
  expect(whomWords({ ...request, ...facts })).toBe(words);
});

describe('what is to be done until a directory sends something', () => {
  const now = new Date(1_000);
  const secret = { id: 'dirsec_1', suffix: 'abcd', createdAt: now, lastUsedAt: null, expiresAt: null };
  const directory = { provider: 'OKTA' as const, enabled: true, secrets: [secret] };

  test('is a secret, then switching it on, then a test of the connection', () => {
    const ended = [{ ...secret, expiresAt: now }];
    const step = (facts: object) => firstStep({ ...directory, ...facts }, now.toISOString());
    expect(step({ enabled: false, secrets: [] })).toMatch(/no secret/);
    expect(step({ secrets: ended })).toMatch(/no secret/);
    expect(step({ enabled: false })).toMatch(/is off/);
    expect(step({})).toMatch(/into Okta, and let it test/);
    expect(step({ provider: 'CUSTOM' })).toMatch(/into the directory/);
  });
});

test.each([
  [{ displayName: 'Ada L', name: { givenName: 'Ada' } }, 'Ada L'],
  [{ displayName: ' ', name: { formatted: 'Ms. Ada', givenName: 'Ada' } }, 'Ms. Ada'],
  [{ name: { givenName: 'Ada', familyName: 'Lindqvist' } }, 'Ada Lindqvist'],
  [{ displayName: 7, name: 'Ada' }, null],
])('somebody sent as %j is called %s', (resource, name) => {
  expect(personName(resource)).toBe(name);
});

test.each([
  [{}, 'No member: removed here'],
  [{ membershipId: 'mem_1' }, null],
  [{ email: null }, 'No email address, so no member'],
  [{ active: false }, 'No member'],
  [{ active: false, otherHands: 'people' as const }, 'Managed here instead'],
  [{ otherHands: 'directory' as const }, 'Managed by another directory'],
])('of a user with %j stands why they are no member: %j', (facts, words) => {
  const user = { active: true, email: 'ada@example.com', membershipId: null, otherHands: null };
  expect(noMemberWords({ ...user, ...facts })).toBe(words);
});

test('what a change did to a group is who came, who went and its name before', () => {
  const many = { count: 1002, first: ['ada@example.com', 'ben@example.com'] };
  const two = { count: 2, first: ['cy@example.com', 'di@example.com'] };
  expect(changesWords({ renamedFrom: 'Sales', joined: many, left: two })).toEqual([
    'It was named “Sales” before',
    '1,002 joined: ada@example.com, ben@example.com and 1,000 more',
    '2 left: cy@example.com and di@example.com',
  ]);
  expect(changesWords({ joined: { count: 1, first: ['ada@example.com'] } })).toEqual([
    '1 joined: ada@example.com',
  ]);
  expect(changesWords(null)).toEqual([]);
});
