import { expect, test } from 'vitest';
import { countWords, requestWords } from './directory-words';

const request = {
  id: 'dirreq_1',
  at: new Date(0),
  method: 'POST',
  path: '/Users',
  status: 201,
  subject: 'ada@example.com',
  outcome: null,
  detail: null,
};

test.each([
  [0, 'No users'],
  [1, '1 user'],
  [20_000, '20,000 users'],
])('%i of something are %s', (number, words) => {
  expect(countWords(number, 'user')).toBe(words);
});

test.each([
  [{ outcome: 'user_created' }, 'Became a member'],
  [{ status: 403, detail: 'All seats are taken.' }, 'All seats are taken.'],
  [{ status: 500 }, 'Refused with 500'],
  [{ outcome: 'toString', status: 200 }, 'Done'],
])('a request with %j reads "%s"', (facts, words) => {
  expect(requestWords({ ...request, ...facts })).toBe(words);
});
