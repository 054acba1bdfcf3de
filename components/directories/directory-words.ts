import {
  directoryProviderNames,
  mostRefusals,
  requestOutcomes,
  type requestSubjects,
} from '@/lib/directories/directory.schema';
import type { DirectoryRecord } from '@/lib/directories/directory-record';
import type { DirectoryRequestRow } from '@/lib/directories/list-directory-requests';
import type { DirectoryUserRow } from '@/lib/directories/list-directory-users';
import type { GroupChanges, MovedPeople } from '@/lib/scim/group-changes';
import type { RequestOutcome } from '@/lib/scim/record-request';

/** A number of things in words: "No users", "1 user", "20,000 users". */
export function countWords(number: number, noun: string): string {
  if (number === 0) return `No ${noun}s`;
  return number === 1 ? `1 ${noun}` : `${number.toLocaleString('en')} ${noun}s`;
}

/** How many requests were refused, which are counted up to a number. */
export function refusedWords(count: number): string {
  if (count === 1) return '1 request was refused';
  const number = count.toLocaleString('en');
  return `${count < mostRefusals ? number : `${number} or more`} requests were refused`;
}

const outcomes: Record<RequestOutcome, string> = {
  user_created: 'Became a member',
  user_inactive: 'Is no member: inactive in the directory',
  user_without_address: 'Is no member: no email address. Send one from the directory',
  user_managed_here: 'Is managed here instead: the member stays as they are',
  user_managed_elsewhere: 'Is managed by another directory: the member stays as they are',
  user_removed_here:
    'Is no member: was removed here. Deactivate and activate them in the directory to bring them back',
  member_adopted: 'Was a member, and is managed by the directory now',
  invitation_completed: 'Was invited, and is a member now',
  member_reactivated: 'Is a member again',
  member_deactivated: 'Was deactivated',
  user_updated: 'Was updated',
  reference_dropped: 'A reference was taken out, such as the manager: whom it names was refused',
  user_deleted: 'Was deleted in the directory, and deactivated here',
  group_created: 'Group was created',
  group_updated: 'Group was updated',
  group_deleted: 'Group was deleted',
  nothing_changed: 'Nothing changed',
  connection_tested: 'The directory reached Usher with a good secret',
};

const outcomeLabels: Record<(typeof requestOutcomes)[number], string> = {
  refused: 'Refused',
  user_created: 'New member',
  member_adopted: 'Member taken over',
  invitation_completed: 'Invitation completed',
  member_reactivated: 'Reactivated',
  member_deactivated: 'Deactivated',
  user_inactive: 'Inactive, no member',
  user_without_address: 'No email address',
  user_managed_here: 'Managed here instead',
  user_managed_elsewhere: 'In another directory',
  user_removed_here: 'Removed here',
  user_updated: 'User updated',
  reference_dropped: 'Reference taken out',
  user_deleted: 'User deleted',
  group_created: 'Group created',
  group_updated: 'Group updated',
  group_deleted: 'Group deleted',
  nothing_changed: 'Nothing changed',
  connection_tested: 'Connection tested',
};

/** What can be chosen of a log by what came of it. */
export const outcomeOptions = requestOutcomes.map((value) => ({ value, label: outcomeLabels[value] }));

export const subjectOptions = [
  { value: 'users', label: 'Users' },
  { value: 'groups', label: 'Groups' },
] as const satisfies readonly { value: (typeof requestSubjects)[number]; label: string }[];

/** What came of a request, in a sentence: of a refusal what the directory was told. */
export function requestWords({ outcome, detail, status }: DirectoryRequestRow): string {
  if (outcome !== null && Object.hasOwn(outcomes, outcome)) return outcomes[outcome as RequestOutcome];
  return detail ?? (status < 400 ? 'Done' : `Refused with ${status}`);
}

/** What a change did to a group: "It was named “Sales” before", "3 joined: ada@example.com, ben@example.com and 1 more". */
export function changesWords(changes: GroupChanges | null): readonly string[] {
  const { renamedFrom, joined, left } = changes ?? {};
  const parts = [
    renamedFrom && `It was named “${renamedFrom}” before`,
    joined && `${joined.count.toLocaleString('en')} joined: ${namesOf(joined)}`,
    left && `${left.count.toLocaleString('en')} left: ${namesOf(left)}`,
  ];
  return parts.filter((part) => typeof part === 'string');
}

function namesOf({ count, first }: MovedPeople): string {
  const rest = count - first.length;
  return rest > 0 ? `${first.join(', ')} and ${rest.toLocaleString('en')} more` : first.join(' and ');
}

/** Why somebody is no member by a directory that knows them; null: they are one. */
export function noMemberWords({
  active,
  email,
  membershipId,
  otherHands,
}: Pick<DirectoryUserRow, 'active' | 'email' | 'membershipId' | 'otherHands'>): string | null {
  if (membershipId) return null;
  if (!email) return 'No email address, so no member';
  if (otherHands) return otherHands === 'people' ? 'Managed here instead' : 'Managed by another directory';
  return active ? 'No member: removed here' : 'No member';
}

/** Whom a request was about; of one that named nobody, what it was about. */
export function whomWords({
  subject,
  path,
  status,
  outcome,
}: Pick<DirectoryRequestRow, 'subject' | 'path' | 'status' | 'outcome'>): string {
  if (subject !== null) return subject;
  if (status === 401 || outcome === 'connection_tested') return 'The connection';
  if (path.startsWith('/Users')) return 'Users';
  return path.startsWith('/Groups') ? 'Groups' : 'The connection';
}

/** What is to be done before a directory can send anything, or where that is done while it sends nothing. */
export function firstStep(
  { enabled, provider, secrets }: Pick<DirectoryRecord, 'enabled' | 'provider' | 'secrets'>,
  now: string,
): string {
  const there = provider === 'CUSTOM' ? 'the directory' : directoryProviderNames[provider];
  if (!secrets.some(({ expiresAt }) => !expiresAt || expiresAt > new Date(now)))
    return `It has no secret yet. Create one, and copy it into ${there} with the base URL.`;
  if (!enabled) return `It is off. Switch it on, then let ${there} test the connection.`;
  return `Copy the base URL and the secret into ${there}, and let it test the connection.`;
}

/** What somebody is called, where the directory says it: RFC 7643 section 4.1.1. */
export function personName(resource: Readonly<Record<string, unknown>>): string | null {
  const { displayName, name } = resource;
  const { formatted, givenName, familyName } = (name ?? {}) as Readonly<Record<string, unknown>>;
  const whole = [givenName, familyName].filter((part) => typeof part === 'string').join(' ');
  const said = [displayName, formatted, whole].find((text) => typeof text === 'string' && text.trim() !== '');
  return typeof said === 'string' ? said : null;
}
