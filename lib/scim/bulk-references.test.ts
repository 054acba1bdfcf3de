import { describe, expect, test } from 'vitest';
import { orderOperations, replaceReferences } from './bulk-references';
import type { BulkOperation } from './bulk-request';

const operation = (more: Partial<BulkOperation>): BulkOperation => ({
  method: 'POST',
  path: '/Users',
  bulkId: null,
  version: null,
  data: {},
  ...more,
});
const user = (bulkId: string, ...managers: string[]) =>
  operation({ bulkId, data: { userName: bulkId, manager: managers.map((name) => `bulkId:${name}`) } });
const group = (bulkId: string, ...members: string[]) =>
  operation({
    path: '/Groups',
    bulkId,
    data: { displayName: bulkId, members: members.map((name) => ({ value: `bulkId:${name}` })) },
  });

describe('what a bulk request calls by a bulkId', () => {
  test('gets its id in paths, in data at any depth, and in quotes in the path of a PATCH', () => {
    const sent = operation({
      method: 'PATCH',
      path: '/Groups/bulkId:g',
      data: {
        Operations: [
          { op: 'add', path: 'members', value: [{ value: 'bulkId:a' }] },
          { op: 'remove', path: 'members[value eq "bulkId:b" or value eq "1"]' },
        ],
      },
    });
    expect(replaceReferences(sent, (name) => name.toUpperCase())).toMatchObject({
      path: '/Groups/G',
      data: {
        Operations: [{ value: [{ value: 'A' }] }, { path: 'members[value eq "B" or value eq "1"]' }],
      },
    });
  });

  test('stays what it is where it is no such name', () => {
    const data = { userName: 'about bulkId:a', path: 'emails[type eq "work"]', tags: [1, null, true] };
    expect(replaceReferences(operation({ data }), () => 'never').data).toEqual(data);
  });
});

describe('the order of a bulk request', () => {
  test.each([
    ['as it was sent', [user('a'), group('g', 'a'), user('b')], [0, 1, 2]],
    [
      'with what a later one creates before',
      [group('g', 'a', 'b'), user('x'), user('b'), user('a')],
      [3, 2, 0, 1],
    ],
    ['along a chain', [group('g', 'a'), user('a', 'b'), user('b', 'c'), user('c')], [3, 2, 1, 0]],
    ['through a circle', [user('a', 'b'), user('b', 'a')], [1, 0]],
    ['through a circle to itself', [user('a', 'a')], [0]],
    ['with members before their group', [group('g', 'a'), user('a', 'g')], [1, 0]],
    ['with members before their group, also the other way round', [user('a', 'g'), group('g', 'a')], [0, 1]],
    ['past what nobody creates', [group('g', 'nobody'), user('a')], [0, 1]],
  ])('is %s', (_, operations, order) => {
    expect(orderOperations(operations)).toEqual(order);
  });

  test('lets a change wait for whom its path names', () => {
    const change = operation({ method: 'PATCH', path: '/Users/bulkId:a' });
    expect(orderOperations([change, user('a')])).toEqual([1, 0]);
  });

  test('is found for a chain of a thousand', () => {
    const chain = Array.from({ length: 1000 }, (_, index) => user(`u${index}`, `u${index + 1}`));
    expect(orderOperations(chain)[0]).toBe(999);
  });
});
