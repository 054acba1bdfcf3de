import { describe, expect, test } from 'vitest';
import type { MemberRole } from '@/lib/memberships/member-row';
import { roleReason, rolesNote } from './role-words';

const role = (
  source: MemberRole['source'],
  reason: string | null = null,
  directory: MemberRole['directory'] = null,
): MemberRole => ({
  id: `role_${source}`,
  displayName: 'Lead',
  source,
  reason,
  directory,
});

describe('why somebody has a role', () => {
  test.each([
    [role('SSO', 'group Engineering'), 'Single sign-on: group Engineering'],
    [role('DIRECTORY', 'group Sales'), 'Directory: group Sales'],
    [
      role('DIRECTORY', 'group Sales', { name: 'Okta', rank: 1 }),
      'By group Sales of Okta, the first of the groups that give roles',
    ],
    [
      role('DIRECTORY', 'group Sales', { name: 'Okta', rank: 2 }),
      'By group Sales of Okta, number 2 of the groups that give roles',
    ],
    [role('DIRECTORY', 'group Sales', { name: 'Okta', rank: null }), 'By group Sales of Okta'],
    [
      role('DIRECTORY', 'kept, there is no other admin', { name: 'Okta', rank: null }),
      'Directory: kept, there is no other admin',
    ],
    [role('SSO', 'kept, there is no other admin'), 'Single sign-on: kept, there is no other admin'],
    [role('INVITATION'), 'Named in the invitation'],
    [role('MANUAL'), 'Given by hand, here or by the application'],
    [role('DEFAULT'), 'By default: the role of new users'],
    [role('DEFAULT', 'until groups decide'), 'By default: until groups decide'],
  ])('%j', (held, words) => expect(roleReason(held)).toBe(words));

  test('says whether it may change by itself', () => {
    expect(rolesNote([role('MANUAL'), role('INVITATION')])).toMatch(/no login and no directory/);
    expect(rolesNote([])).toMatch(/no login and no directory/);
    expect(rolesNote([role('DEFAULT')])).toMatch(/^Groups/);
    expect(rolesNote([role('SSO', 'group A'), role('MANUAL')])).toMatch(/What people chose stays/);
  });
});
