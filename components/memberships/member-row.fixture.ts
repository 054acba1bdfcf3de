import type { MemberRow } from '@/lib/memberships/member-row';

/** Noon of the day on which these tests happen. */
export const fixtureNow = new Date('2026-11-22T12:00:00.000Z');

/** Somebody active, but for what a test says otherwise. */
export function memberRow(changes: Partial<MemberRow> = {}): MemberRow {
  return {
    membershipId: 'mem_1000000000000000001',
    userId: 'usr_1000000000000000001',
    email: 'ada.lindqvist@acme.example',
    name: 'Ada Lindqvist',
    roles: [
      {
        id: 'role_1000000000000000002',
        displayName: 'Member',
        source: 'INVITATION',
        reason: null,
        directory: null,
      },
    ],
    status: 'active',
    source: 'invitation',
    managedBy: null,
    createdAt: fixtureNow,
    joinedAt: null,
    lastSeenAt: null,
    deactivatedAt: null,
    invitation: null,
    mail: null,
    ...changes,
  };
}

/** An invitation that is good for fifteen days more. */
export function openInvitation(
  changes: Partial<NonNullable<MemberRow['invitation']>> = {},
): NonNullable<MemberRow['invitation']> {
  return {
    id: 'inv_1000000000000000001',
    expiresAt: new Date('2026-12-07T12:00:00.000Z'),
    resentCount: 0,
    inviterName: 'Priya Raman',
    renewalAskedAt: null,
    ...changes,
  };
}
