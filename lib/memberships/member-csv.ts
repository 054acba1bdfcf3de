import { csvLine } from '../lists/csv';
import type { MemberRow } from './member-row';

type Column = readonly [heading: string, read: (member: MemberRow) => string];

const columns: readonly Column[] = [
  ['Name', (member) => member.name ?? ''],
  ['Email', (member) => member.email],
  ['Roles', (member) => member.roles.map((role) => role.displayName).join('; ')],
  ['Status', (member) => member.status],
  ['Source', (member) => member.source],
  ['Mail', (member) => member.mail?.state.toLowerCase() ?? ''],
  ['Mail problem', (member) => problemOf(member.mail)],
  ['Invited by', (member) => member.invitation?.inviterName ?? ''],
  ['Invitation ends', (member) => timeOf(member.invitation?.expiresAt)],
  ['Created', (member) => timeOf(member.createdAt)],
  ['Joined', (member) => timeOf(member.joinedAt)],
  ['Last seen', (member) => timeOf(member.lastSeenAt)],
  ['Deactivated', (member) => timeOf(member.deactivatedAt)],
  ['User id', (member) => member.userId],
  ['Membership id', (member) => member.membershipId],
];

/** The first line of the file. */
export function memberCsvHead(): string {
  return csvLine(columns.map(([heading]) => heading));
}

/** One line a person; times are in UTC. */
export function memberCsvLines(members: readonly MemberRow[]): string {
  return members.map((member) => csvLine(columns.map(([, read]) => read(member)))).join('');
}

/** What is known of a mail that went well, like where it was kept, is no problem. */
function problemOf(mail: MemberRow['mail']): string {
  const isProblem = mail?.state === 'BOUNCED' || mail?.state === 'COMPLAINED' || mail?.state === 'FAILED';
  return (isProblem && mail.reason) || '';
}

function timeOf(date: Date | null | undefined): string {
  return date?.toISOString() ?? '';
}
