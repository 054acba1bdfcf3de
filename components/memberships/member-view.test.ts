import { describe, expect, test } from 'vitest';
import { listMembersSchema } from '@/lib/memberships/member-list.schema';
import { isFiltered, readMemberView } from './member-view';

const organizationId = 'org_1000000000000000001';
const roleId = 'role_1000000000000000001';
const plain = listMembersSchema.parse({ organizationId });

describe('an address', () => {
  test('says what is shown', () => {
    const parameters = {
      q: 'ada',
      status: 'pending,active',
      role: roleId,
      source: ['sso', 'api'],
      cursor: 'c',
    };
    expect(readMemberView(organizationId, parameters)).toEqual({
      ...plain,
      search: 'ada',
      statuses: ['pending', 'active'],
      roleIds: [roleId],
      sources: ['sso', 'api'],
      cursor: 'c',
    });
  });

  test.each([
    ['joined', 'desc'],
    ['person', 'asc'],
    ['seen', 'desc'],
  ])('that sorts by %s alone means %s', (sort, direction) => {
    expect(readMemberView(organizationId, { sort })).toMatchObject({ sort, direction });
  });

  test.each([
    { status: 'nonsense' },
    { role: '1 or 1' },
    { sort: 'salary' },
    { order: 'up' },
    { source: 'sso,x' },
    { q: 'a\0' },
  ])('shows everybody for %o', (parameters) => {
    expect(readMemberView(organizationId, parameters)).toEqual({ ...plain, cursor: undefined });
  });
});

test('sorting and paging leave nobody out', () => {
  expect(isFiltered(readMemberView(organizationId, { sort: 'person', cursor: 'abc' }))).toBe(false);
  expect(isFiltered(readMemberView(organizationId, { status: 'active' }))).toBe(true);
});
