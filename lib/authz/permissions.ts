import type { PortalFeature, StaffRole } from './context';

/** Who may do something. Whoever fits one of the given ways may. */
export interface Rule {
  /** The least staff role. */
  readonly staff?: StaffRole;
  /** The permission that an active membership of the organization in question must give. */
  readonly permission?: PermissionName;
  /** Every signed-in person, about themselves. */
  readonly self?: true;
  /** Programs with a credential of the workspace (the public API). */
  readonly api?: true;
  /** Whoever shows an access token that a login to an application gave, about the person whom it speaks of. */
  readonly tokenHolder?: true;
  /** Whoever has opened a set-up link of the organization that is about one of these. */
  readonly portal?: readonly PortalFeature[];
  /** The organization's own directory, which has shown a secret of it (SCIM). */
  readonly directory?: true;
}

/** Usher's own permissions; seeded as built in, granted through roles. */
export type PermissionName =
  | 'members:read'
  | 'members:invite'
  | 'members:manage'
  | 'roles:manage'
  | 'organization:manage'
  | 'activity:read'
  | 'sso:manage';

/** Those that make somebody more than a plain member. */
export const managingPermissions: readonly PermissionName[] = [
  'members:invite',
  'members:manage',
  'roles:manage',
  'organization:manage',
  'activity:read',
  'sso:manage',
];

/** The one table of who may do what. Read by `authorize` and by the pages, which hide what would be refused. */
export const rules = {
  'organization.list': { staff: 'SUPPORT', api: true },
  'organization.read': { staff: 'SUPPORT', permission: 'members:read', api: true },
  'organization.create': { staff: 'SUPPORT', api: true },
  'organization.update': { staff: 'ADMIN', permission: 'organization:manage', api: true },
  /** The external id and who may invite: the vendor's decisions about a customer. */
  'organization.govern': { staff: 'ADMIN', api: true },
  'organization.change-seats': { staff: 'ADMIN', api: true },
  'organization.delete': { staff: 'ADMIN', api: true },

  'invitation.create': { staff: 'SUPPORT', permission: 'members:invite', api: true },
  'invitation.resend': { staff: 'SUPPORT', permission: 'members:invite', api: true },
  'invitation.revoke': { staff: 'SUPPORT', permission: 'members:invite', api: true },
  'invitation.copy-link': { staff: 'SUPPORT', permission: 'members:manage' },

  'membership.list': { staff: 'SUPPORT', permission: 'members:read', api: true },
  /** Without asking the person: what the application knows of its own customers. */
  'membership.provision': { api: true },
  'membership.update': { api: true },
  'membership.change-roles': { staff: 'SUPPORT', permission: 'members:manage', api: true },
  'membership.deactivate': { staff: 'SUPPORT', permission: 'members:manage', api: true },
  'membership.reactivate': { staff: 'SUPPORT', permission: 'members:manage', api: true },
  'membership.remove': { staff: 'SUPPORT', permission: 'members:manage', api: true },
  /** Out of the hands of a directory: whoever may, may switch the directory off as well. */
  'membership.detach': { staff: 'ADMIN', permission: 'sso:manage' },

  'connection.list': { staff: 'SUPPORT', permission: 'sso:manage', api: true, portal: ['sso'] },
  'connection.manage': { staff: 'ADMIN', permission: 'sso:manage', api: true, portal: ['sso'] },
  'domain.list': { staff: 'SUPPORT', permission: 'sso:manage', api: true, portal: ['sso', 'directory'] },
  'domain.manage': { staff: 'ADMIN', permission: 'sso:manage', api: true, portal: ['sso', 'directory'] },
  /** Without a TXT record: who vouches for a domain answers for what its identity provider may say. */
  'domain.vouch': { staff: 'ADMIN', api: true },
  'directory.list': { staff: 'SUPPORT', permission: 'sso:manage', api: true, portal: ['directory'] },
  'directory.manage': { staff: 'ADMIN', permission: 'sso:manage', api: true, portal: ['directory'] },
  /** What the customer's directory does by SCIM. */
  'directory.provision': { directory: true },
  'portal-link.list': { staff: 'SUPPORT', permission: 'sso:manage', api: true },
  'portal-link.manage': { staff: 'ADMIN', permission: 'sso:manage', api: true },
  'login-attempt.list': { staff: 'SUPPORT', permission: 'sso:manage', api: true, portal: ['sso'] },

  'role.list': { staff: 'SUPPORT', permission: 'members:read', api: true, portal: ['sso', 'directory'] },
  'role.manage': { staff: 'ADMIN', permission: 'roles:manage', api: true },
  'environment-role.list': { staff: 'SUPPORT', api: true },
  'environment-role.manage': { staff: 'ADMIN', api: true },

  'activity.list': { staff: 'SUPPORT', permission: 'activity:read', api: true },
  'user.list': { staff: 'SUPPORT', api: true },
  'user.update': { api: true },
  'user.delete': { staff: 'ADMIN', api: true },
  /** Of anybody: one's own are `session.list` and `session.end`. */
  'user-session.list': { staff: 'SUPPORT', api: true },
  'user-session.revoke': { staff: 'SUPPORT', api: true },
  'mail.list': { staff: 'SUPPORT' },
  'staff.list': { staff: 'SUPPORT' },
  'staff.manage': { staff: 'ADMIN' },
  'workspace.read': { staff: 'SUPPORT' },
  'workspace.update': { staff: 'ADMIN' },
  'credential.list': { staff: 'ADMIN' },
  'credential.create': { staff: 'ADMIN' },
  /** Applications and clients of organizations; credentials of the API too, but those for people alone. */
  'client.list': { staff: 'ADMIN', api: true },
  'client.manage': { staff: 'ADMIN', api: true },
  'api-token.list': { api: true },
  'api-token.manage': { api: true },
  'api-token.validate': { api: true },
  /** To find out whether a mailbox is somebody's, which is not signing in. */
  'passwordless.send': { api: true },
  'passwordless.verify': { api: true },
  'endpoint.list': { staff: 'ADMIN' },
  'endpoint.manage': { staff: 'ADMIN' },
  'event.list': { staff: 'ADMIN', api: true },

  'token-holder.read': { tokenHolder: true },
  'profile.read': { self: true },
  'profile.update': { self: true },
  'profile.join': { self: true },
  'session.list': { self: true },
  'session.end': { self: true },
  'session.choose-organization': { self: true },
} as const satisfies Record<string, Rule>;

export type Action = keyof typeof rules;

/** What no program can do. */
export type PersonalAction = { [A in Action]: (typeof rules)[A] extends { api: true } ? never : A }[Action];
