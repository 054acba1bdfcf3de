import { describe, expect, test } from 'vitest';
import type { MemberRow } from '@/lib/memberships/member-row';
import {
  hasRowMenu,
  isLeftToDirectory,
  isOffered,
  type MemberOperation,
  type MemberRights,
  mayChangeMembers,
} from './member-operations';
import { memberRow, openInvitation } from './member-row.fixture';

const everything: MemberRights = {
  invite: true,
  resend: true,
  revoke: true,
  'copy-link': true,
  'change-roles': true,
  deactivate: true,
  reactivate: true,
  remove: true,
  detach: true,
  history: true,
};
const nothing = Object.fromEntries(Object.keys(everything).map((name) => [name, false])) as MemberRights;
const operations: MemberOperation[] = [
  'resend',
  'copy-link',
  'change-roles',
  'revoke',
  'deactivate',
  'reactivate',
  'remove',
  'detach',
];

function offered(member: MemberRow, rights = everything): MemberOperation[] {
  return operations.filter((operation) => isOffered(operation, member, rights));
}

describe('what is offered', () => {
  test.each([
    [
      'pending',
      memberRow({ status: 'pending', invitation: openInvitation() }),
      'resend copy-link change-roles revoke',
    ],
    ['expired', memberRow({ status: 'expired', invitation: openInvitation() }), 'resend change-roles revoke'],
    ['without an invitation', memberRow({ status: 'expired', invitation: null }), 'change-roles remove'],
    ['active', memberRow({ status: 'active' }), 'change-roles deactivate remove'],
    ['inactive', memberRow({ status: 'inactive' }), 'change-roles reactivate remove'],
  ])('for someone %s is what can succeed', (_, member, expected) => {
    expect(offered(member).join(' ')).toBe(expected);
  });

  test.each([
    ['active', 'change-roles detach', 'deactivate remove'],
    ['inactive', 'change-roles detach', 'reactivate remove'],
  ] as const)('for someone %s whom a directory manages is what people decide', (status, here, there) => {
    const member = memberRow({ status, managedBy: { id: 'dir_1000000000000000001', name: 'Okta' } });
    expect(offered(member).join(' ')).toBe(here);
    const left = operations.filter((operation) => isLeftToDirectory(operation, member, everything));
    expect(left.join(' ')).toBe(there);
    expect(operations.filter((operation) => isLeftToDirectory(operation, memberRow(), everything))).toEqual(
      [],
    );
  });

  test('is nothing to someone who may only read', () => {
    expect(offered(memberRow({ status: 'active' }), nothing)).toEqual([]);
  });
});

test('reading the activity and copying links are no reason to select rows', () => {
  expect(mayChangeMembers({ ...nothing, invite: true, history: true, 'copy-link': true })).toBe(false);
  expect(mayChangeMembers({ ...nothing, resend: true })).toBe(true);
  expect(hasRowMenu({ ...nothing, invite: true })).toBe(false);
  expect(hasRowMenu({ ...nothing, history: true })).toBe(true);
});
