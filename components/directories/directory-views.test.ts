import { expect, test } from 'vitest';
import { readGroupsView, readLogView, readUsersView } from './directory-views';

const ref = { organizationId: 'org_1000000000000000001', directoryId: 'dir_1000000000000000001' };

test('an address says which part of a list is shown, and nonsense in it says nothing', () => {
  const group = 'dirgroup_1000000000000000001';
  expect(readUsersView(ref, { q: ' ada ', group })).toMatchObject({ search: 'ada', groupId: group });
  expect(readUsersView(ref, { q: ['a\0', 'b'], group: 'x' })).toMatchObject({ search: null, groupId: null });
  expect(readGroupsView(ref, { cursor: 'abc' })).toMatchObject({ search: null, cursor: 'abc', pageSize: 50 });
});

test('of a log it says which outcomes and what about', () => {
  const view = readLogView(ref, { outcome: 'refused,user_created,odd', about: ['groups'], q: 'ada' });
  expect(view).toMatchObject({
    outcomes: ['refused', 'user_created'],
    subjects: ['groups'],
    search: 'ada',
  });
  const nonsense = readLogView(ref, { outcome: 'everything', about: 'nothing' });
  expect(nonsense).toMatchObject({ outcomes: [], subjects: [] });
});
