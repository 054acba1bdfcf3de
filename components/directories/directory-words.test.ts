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
  [{ outcome: 'user_created' }, 'Became a member'],
  [
    {
      outcome: 'group_updated',
      changes: {
        renamedFrom: 'Sales',
        joined: { count: 1002, first: ['ada@example.com', 'ben@example.com'] },
        left: { count: 2, first: ['cy@example.com', 'di@example.com'] },
      },
    },
    'Group was updated. It was named “Sales” before. 1,002 joined: ada@example.com, ben@example.com and 1,000 more. 2 left: cy@example.com and di@example.com',
  ],
  [
    { outcome: 'group_created', changes: { joined: { count: 1, first: ['ada@example.com'] } } },
    'Group was created. 1 joined: ada@example.com',
  ],
  [{ status: 403, detail: 'All seats are taken.' }, 'All seats are taken.'],
  [{ status: 500 }, 'Refused with 500'],
  [{ outcome: 'toString', status: 200 }, 'Done'],
])('a request with %j reads "%s"', (facts, words) => {
  expect(requestWords({ ...request, ...facts })).toBe(words);
});
