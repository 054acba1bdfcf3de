import { describe, expect, test } from 'vitest';
import { activityChanges } from './activity-changes';

describe('what an event changed', () => {
  test('is told with the value before and the value after', () => {
    expect(
      activityChanges({ before: { roles: ['Member'] }, after: { roles: ['Admin', 'Billing'] } }),
    ).toEqual([{ label: 'Roles', before: 'Member', after: 'Admin, Billing' }]);
  });

  test('says who spoke and why, where roles follow groups', () => {
    const after = { roles: ['Lead'], roleSource: 'SSO', because: ['Lead: group Engineering'] };
    expect(activityChanges({ before: { roles: ['Member'] }, after })).toEqual([
      { label: 'Roles', before: 'Member', after: 'Lead' },
      { label: 'Said by', before: null, after: 'single sign-on' },
      { label: 'Why', before: null, after: 'Lead: group Engineering' },
    ]);
  });

  test.each([
    [
      'Address',
      { email: 'dan@example.com' },
      { email: 'daniel@example.com' },
      'dan@example.com',
      'daniel@example.com',
    ],
    ['Seats', { seatsCap: null }, { seatsCap: 1500 }, 'no limit', '1,500'],
    [
      'Invitations open for',
      { invitationTtlSeconds: null },
      { invitationTtlSeconds: 86_400 },
      'as the workspace',
      '1 day',
    ],
    [
      'Who may invite',
      { whoMayInvite: 'ADMINS' },
      { whoMayInvite: 'STAFF' },
      'admins and staff',
      'staff only',
    ],
    [
      'Signed in without use',
      { sessionIdleMinutes: null },
      { sessionIdleMinutes: 90 },
      'as everywhere',
      '90 minutes',
    ],
    ['Metadata', { metadata: {} }, { metadata: { plan: 'gold', tier: '1' } }, 'none', 'plan: gold, tier: 1'],
    ['External id', { externalId: 'a-1' }, { externalId: null }, 'a-1', 'none'],
    ['Role', { role: 'SUPPORT' }, { role: 'OWNER' }, 'Support', 'Owner'],
    ['Block public domains', { blockPublicDomains: false }, { blockPublicDomains: true }, 'off', 'on'],
    ['Name', { name: 'Acme' }, { name: 'Acme Robotics' }, 'Acme', 'Acme Robotics'],
  ])('says %s as people do', (label, before, after, wordsBefore, wordsAfter) => {
    expect(activityChanges({ before, after })).toEqual([{ label, before: wordsBefore, after: wordsAfter }]);
  });

  test('tells of a role’s permissions only those that came and went', () => {
    const changes = {
      before: { permissions: ['a:read', 'b:read'] },
      after: { permissions: ['a:read', 'c:read'] },
    };
    expect(activityChanges(changes)).toEqual([
      { label: 'Permissions', before: null, after: '+ c:read, − b:read' },
    ]);
  });

  test('leaves out what was only set to nothing, counted as none, or said already', () => {
    const after = {
      name: 'Acme',
      roles: 'Member',
      externalId: null,
      seatsCap: null,
      sessionsEnded: 0,
      userDeleted: false,
    };
    expect(activityChanges({ after })).toEqual([]);
  });

  test('tells what a removal ended', () => {
    const after = { sessionsEnded: 3, invitationsRevoked: 0, userDeleted: true };
    expect(activityChanges({ before: { status: 'ACTIVE' }, after })).toEqual([
      { label: 'Sessions ended', before: null, after: '3' },
      { label: 'Deleted', before: null, after: 'they belong nowhere any more' },
    ]);
  });

  test('never shows what is for programs only', () => {
    expect(
      activityChanges({ after: { session: 'ses_1', requestId: 'r', expires_at: '2026-12-07' } }),
    ).toEqual([]);
  });
});
