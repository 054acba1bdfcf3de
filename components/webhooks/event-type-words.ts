import type { EventType } from '@/lib/events/event-type';

export interface EventTypeGroup {
  readonly title: string;
  readonly types: readonly { readonly name: EventType; readonly words: string }[];
}

const words: Record<EventType, string> = {
  'organization.created': 'An organization was created',
  'organization.updated': "An organization's name, ids or settings changed",
  'organization.deleted': 'An organization was deleted, with its members',
  'organization.sso_created': 'A connection for single sign-on was created',
  'organization.sso_enabled': 'A connection was switched on',
  'organization.sso_disabled': 'A connection was switched off',
  'organization.sso_deleted': 'A connection was deleted',
  'organization.domain_created': 'An organization got a domain',
  'organization.domain_verified': 'The TXT record of a domain was found, or somebody vouched for it',
  'organization.domain_deleted': 'A domain was taken from an organization',
  'organization.directory_enabled': 'A directory was switched on',
  'organization.directory_disabled': 'A directory was switched off',
  'organization.directory.user_created': 'A directory created a user',
  'organization.directory.user_updated': 'A directory changed a user, or their groups',
  'organization.directory.user_deleted': 'A directory deleted a user',
  'organization.directory.group_created': 'A directory created a group',
  'organization.directory.group_updated': 'A directory changed a group, or its members',
  'organization.directory.group_deleted': 'A directory deleted a group',
  'user.organization_invitation': 'Somebody was invited, or reminded',
  'user.organization_membership_created': 'Somebody joined or was added',
  'user.organization_membership_updated': 'Roles or status of a member changed',
  'user.organization_membership_deleted': 'A member was removed, or an invitation revoked',
  'user.signup': 'Somebody signed in for the first time',
  'user.login': 'Somebody signed in',
  'user.logout': 'Somebody signed out',
  'role.created': 'A role was created',
  'role.updated': 'A role changed',
  'role.deleted': 'A role was deleted',
  'permission.created': 'A permission was created',
  'permission.updated': 'A permission changed',
  'permission.deleted': 'A permission was deleted',
};

const names = Object.keys(words) as EventType[];

/** Every type of event that an endpoint can choose, with what it means, in groups. */
export const eventTypeGroups: readonly EventTypeGroup[] = [
  group('Organizations', /^organization\.(?!directory)/),
  group('Directories', /^organization\.directory/),
  group('Invitations and members', /^user\.organization_/),
  group('Logins', /^user\.(?!organization_)/),
  group('Roles and permissions', /^(?:role|permission)\./),
];

/** For a filter; trials of an endpoint stand there, too. */
export const eventTypeOptions = [...names, 'webhook.test'].map((name) => ({ value: name, label: name }));

/** What a type of event means, in a few words. */
export function eventTypeWords(type: string): string {
  return Object.hasOwn(words, type) ? words[type as EventType] : 'A trial of the endpoint';
}

function group(title: string, pattern: RegExp): EventTypeGroup {
  const types = names.filter((name) => pattern.test(name)).map((name) => ({ name, words: words[name] }));
  return { title, types };
}
