import { countLabel, peopleLabel } from '@/components/memberships/member-labels';
import type { Ending } from '@/lib/memberships/describe-ending';
import type { MemberRow } from '@/lib/memberships/member-row';

export type EndKind = 'deactivate' | 'revoke' | 'remove';

/** The question, in words. */
export function endWords(kind: EndKind, members: readonly MemberRow[]) {
  const who = peopleLabel(members);
  const [their, them] = members.length === 1 ? ['They', 'them'] : ['They', 'them'];
  return {
    deactivate: {
      title: `Deactivate ${who}?`,
      description: `${their} cannot sign in here until someone reactivates ${them}. Their roles are kept.`,
      confirmLabel: 'Deactivate',
    },
    revoke: {
      title:
        members.length === 1 ? `Revoke the invitation of ${who}?` : `Revoke ${members.length} invitations?`,
      description: `Every link that was sent stops working at once. ${their} can be invited again.`,
      confirmLabel: 'Revoke',
    },
    remove: {
      title: `Remove ${who}?`,
      description: `${their} lose all access here at once, and come back by a new invitation only.`,
      confirmLabel: 'Remove',
    },
  }[kind];
}

/** What would end for one person. */
export function foreseen(kind: EndKind, ending: Ending): string[] {
  const sessions =
    ending.sessions > 0
      ? `${countLabel(ending.sessions, 'session ends', 'sessions end')}`
      : 'Not signed in now';
  if (kind === 'deactivate') return [sessions, 'The seat is free again'];
  const deleted = ending.deletesUser ? ['Belongs nowhere else, so the account is deleted'] : [];
  if (kind === 'revoke') return ['The seat is free again', ...deleted];
  const invitation = ending.openInvitation ? ['The open invitation is revoked'] : [];
  return [sessions, ...invitation, ...deleted];
}

/** What would end for several, without looking each of them up. */
export function foreseenOfMany(kind: EndKind, count: number): string[] {
  const seats = `${countLabel(count, 'seat is', 'seats are')} free again`;
  if (kind === 'revoke') return [seats, 'Who belongs nowhere else is deleted'];
  const sessions = 'All their sessions for this organization end';
  return kind === 'deactivate' ? [sessions, seats] : [sessions, 'Who belongs nowhere else is deleted'];
}

/** What did end, from the receipt of the use case. */
export function receiptWords(receipt: {
  readonly sessionsEnded: number;
  readonly invitationsRevoked: number;
  readonly userDeleted?: boolean;
}): string {
  const parts = [
    receipt.sessionsEnded > 0 && `${countLabel(receipt.sessionsEnded, 'session')} ended`,
    receipt.invitationsRevoked > 0 && `${countLabel(receipt.invitationsRevoked, 'invitation')} revoked`,
    receipt.userDeleted && 'account deleted',
  ].filter((part) => part !== false && part !== undefined);
  const text = parts.join(', ') || 'no sessions were open';
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
