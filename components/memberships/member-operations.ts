import type { BulkOperation } from '@/lib/invitations/bulk.schema';
import type { MemberRow } from '@/lib/memberships/member-row';

/** What can be done with somebody in the list. */
export type MemberOperation = BulkOperation | 'copy-link' | 'detach';

/** What the viewer may do in this organization, and whether they may read its activity. */
export type MemberRights = Readonly<Record<MemberOperation | 'invite' | 'history', boolean>>;

/** For whom an operation means something; the use case decides, this only hides what it would refuse. */
const applies: Record<MemberOperation, (member: MemberRow) => boolean> = {
  resend: isInvited,
  'copy-link': (member) => member.status === 'pending',
  'change-roles': () => true,
  revoke: isInvited,
  deactivate: (member) => member.status === 'active',
  reactivate: (member) => member.status === 'inactive',
  remove: (member) => !isInvited(member),
  detach: (member) => member.managedBy !== null,
};

/** What is the directory's alone to do with whom it manages. */
const leftToDirectory: readonly MemberOperation[] = ['deactivate', 'reactivate', 'remove'];

/** Whether an operation is offered for somebody. */
export function isOffered(operation: MemberOperation, member: MemberRow, rights: MemberRights): boolean {
  return rights[operation] && applies[operation](member) && !isTaken(operation, member);
}

/** Whether an operation would be offered for somebody, if it were not for the directory that manages them. */
export function isLeftToDirectory(
  operation: MemberOperation,
  member: MemberRow,
  rights: MemberRights,
): boolean {
  return rights[operation] && applies[operation](member) && isTaken(operation, member);
}

/** Those of the selected for whom the operation is offered. */
export function offeredFor(
  operation: MemberOperation,
  members: readonly MemberRow[],
  rights: MemberRights,
): MemberRow[] {
  return members.filter((member) => isOffered(operation, member, rights));
}

/** Whether there is anything at all that the viewer may do with a selection. */
export function mayChangeMembers(rights: MemberRights): boolean {
  const { invite, history, detach, 'copy-link': copyLink, ...changes } = rights;
  return Object.values(changes).some(Boolean);
}

/** Whether a row has anything to offer the viewer. */
export function hasRowMenu(rights: MemberRights): boolean {
  return mayChangeMembers(rights) || rights.history || rights['copy-link'] || rights.detach;
}

function isTaken(operation: MemberOperation, { managedBy }: MemberRow): boolean {
  return managedBy !== null && leftToDirectory.includes(operation);
}

function isInvited(member: MemberRow): boolean {
  return member.invitation !== null && (member.status === 'pending' || member.status === 'expired');
}
