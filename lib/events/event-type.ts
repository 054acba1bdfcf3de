/** Everything that an application can be told of, by the names of the public contract. */
export const eventTypes = [
  'organization.created',
  'organization.updated',
  'organization.deleted',
  'organization.sso_created',
  'organization.sso_enabled',
  'organization.sso_disabled',
  'organization.sso_deleted',
  'organization.domain_created',
  'organization.domain_verified',
  'organization.domain_deleted',
  'organization.directory_enabled',
  'organization.directory_disabled',
  'organization.directory.user_created',
  'organization.directory.user_updated',
  'organization.directory.user_deleted',
  'organization.directory.group_created',
  'organization.directory.group_updated',
  'organization.directory.group_deleted',
  'user.signup',
  'user.login',
  'user.logout',
  'user.organization_invitation',
  'user.organization_membership_created',
  'user.organization_membership_updated',
  'user.organization_membership_deleted',
  'role.created',
  'role.updated',
  'role.deleted',
  'permission.created',
  'permission.updated',
  'permission.deleted',
] as const;

export type EventType = (typeof eventTypes)[number];

/** What an endpoint gets when somebody tries it out; nothing happened. */
export const testEventType = 'webhook.test';

export type SentType = EventType | typeof testEventType;

/** What `data` is about, by the names of the public contract (`ObjectType`). */
const objects: Record<SentType, string> = {
  'organization.created': 'Organization',
  'organization.updated': 'Organization',
  'organization.deleted': 'Organization',
  'organization.sso_created': 'Connection',
  'organization.sso_enabled': 'Connection',
  'organization.sso_disabled': 'Connection',
  'organization.sso_deleted': 'Connection',
  'organization.domain_created': 'Domain',
  'organization.domain_verified': 'Domain',
  'organization.domain_deleted': 'Domain',
  'organization.directory_enabled': 'Directory',
  'organization.directory_disabled': 'Directory',
  'organization.directory.user_created': 'DirectoryUser',
  'organization.directory.user_updated': 'DirectoryUser',
  'organization.directory.user_deleted': 'DirectoryUser',
  'organization.directory.group_created': 'DirectoryGroup',
  'organization.directory.group_updated': 'DirectoryGroup',
  'organization.directory.group_deleted': 'DirectoryGroup',
  'user.signup': 'OrgMembershipEvent',
  'user.login': 'UserLoginEvent',
  'user.logout': 'UserLogoutEvent',
  'user.organization_invitation': 'OrgMembershipEvent',
  'user.organization_membership_created': 'OrgMembershipEvent',
  'user.organization_membership_updated': 'OrgMembershipEvent',
  'user.organization_membership_deleted': 'OrgMembershipEvent',
  'role.created': 'Role',
  'role.updated': 'Role',
  'role.deleted': 'Role',
  'permission.created': 'Permission',
  'permission.updated': 'Permission',
  'permission.deleted': 'Permission',
  [testEventType]: 'JSON',
};

/** The `object` of an event; of a type that only an older version knew: JSON. */
export function objectOf(type: string): string {
  return Object.hasOwn(objects, type) ? objects[type as SentType] : 'JSON';
}
