import { describe, expect, test } from 'vitest';
import type { Ending } from '@/lib/memberships/describe-ending';
import { endWords, foreseen, foreseenOfMany, receiptWords, refusalWords } from './end-words';
import { memberRow } from './member-row.fixture';

const ada = memberRow();
const nobody = memberRow({ membershipId: 'mem_1000000000000000002', name: null, email: 'ops@acme.example' });

function ending(changes: Partial<Ending> = {}): Ending {
  return {
    email: ada.email,
    sessions: 0,
    openInvitation: false,
    deletesUser: false,
    lastAdmin: false,
    ...changes,
  };
}

describe('the question', () => {
  test('names one person, and counts several', () => {
    expect(endWords('remove', [ada]).title).toBe('Remove Ada Lindqvist?');
    expect(endWords('remove', [nobody]).title).toBe('Remove ops@acme.example?');
    expect(endWords('remove', [ada, nobody]).title).toBe('Remove 2 people?');
    expect(endWords('revoke', [ada, nobody]).title).toBe('Revoke 2 invitations?');
  });
});

describe('what would end is said', () => {
  test('when somebody is deactivated', () => {
    expect(foreseen('deactivate', ending({ sessions: 3 }))).toEqual([
      '3 sessions end',
      'The seat is free again',
    ]);
    expect(foreseen('deactivate', ending())).toContain('Not signed in now');
  });

  test('when somebody is removed, the account too if they belong nowhere else', () => {
    expect(foreseen('remove', ending({ sessions: 1, openInvitation: true, deletesUser: true }))).toEqual([
      '1 session ends',
      'The open invitation is revoked',
      'Belongs nowhere else, so the account is deleted',
    ]);
  });

  test('for several together', () => {
    expect(foreseenOfMany('deactivate', 2)).toContain('2 seats are free again');
    expect(foreseenOfMany('revoke', 1)).toContain('1 seat is free again');
  });
});

test('a receipt says what did end, and when nothing did', () => {
  expect(receiptWords({ sessionsEnded: 3, invitationsRevoked: 1, userDeleted: true })).toBe(
    '3 sessions ended, 1 invitation revoked, account deleted.',
  );
  expect(receiptWords({ sessionsEnded: 0, invitationsRevoked: 0 })).toBe('No sessions were open.');
});

test('refusals are told by name, the first three of them', () => {
  const sentence = 'This is the only admin.';
  const refusals = [ada, nobody].map(({ membershipId }) => ({ membershipId, sentence }));
  expect(refusalWords(refusals, [ada, nobody])).toBe(
    'Ada Lindqvist: This is the only admin. ops@acme.example: This is the only admin.',
  );
  const many = Array.from({ length: 5 }, () => ({ membershipId: ada.membershipId, sentence }));
  expect(refusalWords(many, [ada])).toMatch(/And 2 more, who are still selected\.$/);
});
