import { describe, expect, test } from 'vitest';
import type { MailStateName, MemberRow } from '@/lib/memberships/member-row';
import { formatRelativeTime, formatTimeLeft } from '../ui/format-time';
import { describeStatus } from './describe-status';
import { fixtureNow, memberRow, openInvitation } from './member-row.fixture';

const minutesAgo = (minutes: number) => new Date(fixtureNow.getTime() - minutes * 60_000);

function mail(state: MailStateName, reason: string | null = null): NonNullable<MemberRow['mail']> {
  return { state, reason, at: minutesAgo(2) };
}

/** The note as it reads. */
function noteOf(member: MemberRow): string {
  const now = fixtureNow.toISOString();
  return describeStatus(member)
    .note.map((part) => {
      if (part.kind === 'text') return part.text;
      const iso = part.at.toISOString();
      return part.kind === 'left' ? formatTimeLeft(iso, now) : `${part.text} ${formatRelativeTime(iso, now)}`;
    })
    .join(' · ');
}

function pending(changes: Partial<MemberRow> = {}): MemberRow {
  return memberRow({ status: 'pending', invitation: openInvitation(), ...changes });
}

describe('beside a pending invitation stands', () => {
  test.each([
    ['that no mail was asked for', pending(), 'No mail sent · 15 days left'],
    ['that it is on its way', pending({ mail: mail('QUEUED') }), 'Sending · 15 days left'],
    ['when it was sent', pending({ mail: mail('SENT') }), 'Sent 2 min ago · 15 days left'],
    ['when it was delivered', pending({ mail: mail('DELIVERED') }), 'Delivered 2 min ago · 15 days left'],
    [
      'how often it was sent again',
      pending({ mail: mail('SENT'), invitation: openInvitation({ resentCount: 2 }) }),
      'Sent 2 min ago · 15 days left · reminded twice',
    ],
  ])('%s', (_, member, note) => {
    expect(noteOf(member)).toBe(note);
    expect(describeStatus(member)).toMatchObject({ tone: 'wait', word: 'Pending', noteTone: 'quiet' });
  });

  test.each([
    [mail('BOUNCED', 'No such mailbox.'), 'Bounced: no such mailbox'],
    [mail('BOUNCED', '550 5.1.1 User unknown'), 'Bounced: 550 5.1.1 User unknown'],
    [mail('BOUNCED', 'SMTP refused it'), 'Bounced: SMTP refused it'],
    [mail('BOUNCED'), 'Bounced'],
    [mail('COMPLAINED'), 'Marked as spam'],
    [mail('FAILED', 'The provider did not answer in time.'), 'Not sent: the provider did not answer in time'],
  ])('in red, why %o did not arrive', (sent, note) => {
    expect(noteOf(pending({ mail: sent }))).toBe(note);
    expect(describeStatus(pending({ mail: sent }))).toMatchObject({ tone: 'bad', noteTone: 'bad' });
  });
});

describe('beside an expired invitation stands', () => {
  const invitation = openInvitation({ expiresAt: new Date('2026-11-19T12:00:00.000Z'), resentCount: 1 });

  test('when it ended', () => {
    expect(noteOf(memberRow({ status: 'expired', invitation }))).toBe('Ended 3 days ago · reminded once');
  });

  test('above all that the person asked for a new link', () => {
    const asked = { ...invitation, renewalAskedAt: minutesAgo(4) };
    const member = memberRow({ status: 'expired', invitation: asked });
    expect(noteOf(member)).toBe('Asked for a new link 4 min ago');
    expect(describeStatus(member).noteTone).toBe('wait');
  });

  test('that there is none, when it was ended', () => {
    expect(noteOf(memberRow({ status: 'expired' }))).toBe('No open invitation');
  });
});

test('an active member needs no note, an inactive one says since when', () => {
  expect(noteOf(memberRow())).toBe('');
  expect(noteOf(memberRow({ status: 'inactive', deactivatedAt: minutesAgo(60) }))).toBe(
    'Deactivated 1 hour ago',
  );
});
