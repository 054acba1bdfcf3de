import { expect, test } from 'vitest';
import { memberCsvHead, memberCsvLines } from './member-csv';
import type { MemberRow } from './member-row';

const at = new Date('2026-11-22T12:00:00.000Z');
const member: MemberRow = {
  membershipId: 'mem_1000000000000000001',
  userId: 'usr_1000000000000000001',
  email: 'ada.lindqvist@acme.example',
  name: '=HYPERLINK("http://example.com")',
  roles: [
    { id: 'role_1000000000000000001', displayName: 'Admin', source: 'MANUAL', reason: null, directory: null },
    {
      id: 'role_1000000000000000003',
      displayName: 'Billing',
      source: 'MANUAL',
      reason: null,
      directory: null,
    },
  ],
  status: 'active',
  source: 'invitation',
  managedBy: null,
  createdAt: at,
  joinedAt: at,
  lastSeenAt: null,
  deactivatedAt: null,
  invitation: null,
  mail: null,
};

test('a member fills one line under the headings', () => {
  expect(memberCsvHead()).toBe(
    'Name,Email,Roles,Status,Source,Mail,Mail problem,Invited by,Invitation ends,Created,Joined,Last seen,Deactivated,User id,Membership id\r\n',
  );
  expect(memberCsvLines([member])).toBe(
    `"'=HYPERLINK(""http://example.com"")",ada.lindqvist@acme.example,Admin; Billing,active,invitation,,,,,${'2026-11-22T12:00:00.000Z,'.repeat(2)},,usr_1000000000000000001,mem_1000000000000000001\r\n`,
  );
});

test('only a mail that went wrong has a problem', () => {
  const line = (state: 'DELIVERED' | 'BOUNCED') =>
    memberCsvLines([{ ...member, mail: { state, reason: 'what is known', at } }]);
  expect(line('BOUNCED')).toContain(',bounced,what is known,');
  expect(line('DELIVERED')).toContain(',delivered,,');
});
