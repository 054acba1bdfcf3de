import type { MemberRow } from '@/lib/memberships/member-row';
import type { StatusTone } from '../ui/status';
import { statusLabel } from './member-labels';

/** A piece of the small line under a status; times are told in words that stay true while the page is open. */
export type NotePart =
  | { readonly kind: 'text'; readonly text: string }
  /** "Delivered 2 min ago": the word before the time. */
  | { readonly kind: 'ago'; readonly text: string; readonly at: Date }
  /** "15 days left". */
  | { readonly kind: 'left'; readonly at: Date };

export interface StatusDescription {
  readonly tone: StatusTone;
  readonly word: string;
  readonly note: readonly NotePart[];
  /** Whether the note is news: something went wrong, or somebody waits for an answer. */
  readonly noteTone: 'quiet' | 'bad' | 'wait';
}

type Mail = NonNullable<MemberRow['mail']>;

/** How somebody's membership stands, with what became of their invitation's mail beside it (product rule 19). */
export function describeStatus(member: MemberRow): StatusDescription {
  const word = statusLabel(member.status);
  if (member.status === 'active') return { tone: 'ok', word, note: [], noteTone: 'quiet' };
  if (member.status === 'inactive')
    return { tone: 'off', word, note: deactivation(member), noteTone: 'quiet' };
  return member.status === 'pending' ? describePending(member, word) : describeExpired(member, word);
}

function describePending(member: MemberRow, word: string): StatusDescription {
  const problem = member.mail && mailProblem(member.mail);
  if (problem) return { tone: 'bad', word, note: [text(problem)], noteTone: 'bad' };
  const left: NotePart[] = member.invitation ? [{ kind: 'left', at: member.invitation.expiresAt }] : [];
  return {
    tone: 'wait',
    word,
    note: [mailProgress(member.mail), ...left, ...reminders(member)],
    noteTone: 'quiet',
  };
}

function describeExpired(member: MemberRow, word: string): StatusDescription {
  const { invitation } = member;
  if (!invitation) return { tone: 'bad', word, note: [text('No open invitation')], noteTone: 'quiet' };
  if (invitation.renewalAskedAt) {
    const asked: NotePart = { kind: 'ago', text: 'Asked for a new link', at: invitation.renewalAskedAt };
    return { tone: 'bad', word, note: [asked], noteTone: 'wait' };
  }
  const ended: NotePart = { kind: 'ago', text: 'Ended', at: invitation.expiresAt };
  return { tone: 'bad', word, note: [ended, ...reminders(member)], noteTone: 'quiet' };
}

function deactivation(member: MemberRow): NotePart[] {
  return member.deactivatedAt ? [{ kind: 'ago', text: 'Deactivated', at: member.deactivatedAt }] : [];
}

function mailProgress(mail: Mail | null): NotePart {
  if (!mail) return text('No mail sent');
  if (mail.state === 'QUEUED') return text('Sending');
  return { kind: 'ago', text: mail.state === 'DELIVERED' ? 'Delivered' : 'Sent', at: mail.at };
}

function mailProblem({ state, reason }: Mail): string | null {
  if (state === 'BOUNCED') return reason ? `Bounced: ${asClause(reason)}` : 'Bounced';
  if (state === 'COMPLAINED') return 'Marked as spam';
  if (state === 'FAILED') return reason ? `Not sent: ${asClause(reason)}` : 'Not sent';
  return null;
}

/** A sentence as it stands after a colon: "No such mailbox." becomes "no such mailbox". Names and codes keep theirs. */
function asClause(sentence: string): string {
  const clause = sentence.trim().replace(/\.$/, '');
  return /^[A-Z][a-z]* [a-z]/.test(clause) ? clause.charAt(0).toLowerCase() + clause.slice(1) : clause;
}

function reminders(member: MemberRow): NotePart[] {
  const count = member.invitation?.resentCount ?? 0;
  if (count === 0) return [];
  const times = { 1: 'once', 2: 'twice' }[count] ?? `${count} times`;
  return [text(`reminded ${times}`)];
}

function text(words: string): NotePart {
  return { kind: 'text', text: words };
}
