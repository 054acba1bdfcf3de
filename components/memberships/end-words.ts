import type { Ending } from '@/lib/memberships/describe-ending';
import type { MemberRow } from '@/lib/memberships/member-row';
import { countLabel, peopleLabel, personLabel } from './member-labels';

export type EndKind = 'deactivate' | 'revoke' | 'remove';

/** The question, in words. */
export function endWords(kind: EndKind, members: readonly MemberRow[]) {
  const who = peopleLabel(members);
  return {
    deactivate: {
      title: `Deactivate ${who}?`,
      description: 'They cannot sign in here until someone reactivates them. Their roles are kept.',
      confirmLabel: 'Deactivate',
    },
    revoke: {
      title:
        members.length === 1 ? `Revoke the invitation of ${who}?` : `Revoke ${members.length} invitations?`,
      description: 'Every link that was sent stops working at once. They can be invited again.',
      confirmLabel: 'Revoke',
    },
    remove: {
      title: `Remove ${who}?`,
      description: 'They lose all access here at once, and come back by a new invitation only.',
      confirmLabel: 'Remove',
    },
  }[kind];
}

/** A further sentence of a question, about who was selected as well and is left alone. */
export function leftWords(count: number): string {
  if (count === 0) return '';
  return ` ${countLabel(count, 'selected person is', 'selected people are')} managed by a directory and left alone.`;
}

/** What would end for one person. */
export function foreseen(kind: EndKind, ending: Ending): string[] {
  const sessions =
    ending.sessions > 0 ? countLabel(ending.sessions, 'session ends', 'sessions end') : 'Not signed in now';
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

type Refusals = readonly { readonly membershipId: string; readonly sentence: string }[];

const refusalsShown = 3;

/** Who was refused and why, the first few by name. */
export function refusalWords(refused: Refusals, members: readonly MemberRow[]): string {
  const lines = refused.slice(0, refusalsShown).map(({ membershipId, sentence }) => {
    const member = members.find((candidate) => candidate.membershipId === membershipId);
    return `${member ? personLabel(member) : 'Somebody'}: ${sentence}`;
  });
  const rest = refused.length - lines.length;
  return lines.join(' ') + (rest > 0 ? ` And ${rest} more, who are still selected.` : '');
}
