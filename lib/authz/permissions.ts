import type { StaffRole } from './context';

/** Who may do something. Whoever fits one of the given ways may. */
export interface Rule {
  /** The least staff role. */
  readonly staff?: StaffRole;
  /** The permission that an active membership of the organization in question must give. */
  readonly permission?: PermissionName;
  /** Every signed-in person, about themselves. */
  readonly self?: true;
}

/** Usher's own permissions; seeded as built in, granted through roles. */
export type PermissionName =
  | 'members:read'
  | 'members:invite'
  | 'members:manage'
  | 'roles:manage'
  | 'organization:manage'
  | 'activity:read';

/** The one table of who may do what. Read by `authorize` and by the pages, which hide what would be refused. */
export const rules = {
  'organization.list': { staff: 'SUPPORT' },
  'organization.read': { staff: 'SUPPORT', permission: 'members:read' },
  'organization.create': { staff: 'SUPPORT' },
  'organization.update': { staff: 'ADMIN', permission: 'organization:manage' },
  /** The external id and who may invite: the vendor's decisions about a customer. */
  'organization.govern': { staff: 'ADMIN' },
  'organization.change-seats': { staff: 'ADMIN' },
  'organization.delete': { staff: 'ADMIN' },

  'invitation.create': { staff: 'SUPPORT', permission: 'members:invite' },
  'invitation.resend': { staff: 'SUPPORT', permission: 'members:invite' },
  'invitation.revoke': { staff: 'SUPPORT', permission: 'members:invite' },
  'invitation.copy-link': { staff: 'SUPPORT', permission: 'members:manage' },

  'membership.list': { staff: 'SUPPORT', permission: 'members:read' },
  'membership.change-roles': { staff: 'SUPPORT', permission: 'members:manage' },
  'membership.deactivate': { staff: 'SUPPORT', permission: 'members:manage' },
  'membership.reactivate': { staff: 'SUPPORT', permission: 'members:manage' },
  'membership.remove': { staff: 'SUPPORT', permission: 'members:manage' },

  'role.list': { staff: 'SUPPORT', permission: 'members:read' },
  'role.manage': { staff: 'ADMIN', permission: 'roles:manage' },
  'environment-role.list': { staff: 'SUPPORT' },
  'environment-role.manage': { staff: 'ADMIN' },

  'activity.list': { staff: 'SUPPORT', permission: 'activity:read' },
  'user.list': { staff: 'SUPPORT' },
  'mail.list': { staff: 'SUPPORT' },
  'staff.list': { staff: 'SUPPORT' },
  'staff.manage': { staff: 'ADMIN' },
  'workspace.read': { staff: 'SUPPORT' },
  'workspace.update': { staff: 'ADMIN' },

  'profile.read': { self: true },
  'profile.update': { self: true },
  'profile.join': { self: true },
  'session.list': { self: true },
  'session.end': { self: true },
} as const satisfies Record<string, Rule>;

export type Action = keyof typeof rules;
