import type { EventData } from '../events/publish';

/** Everything that is ever recorded, `noun.verb` in the past. */
export const auditActions = [
  'organization.created',
  'organization.updated',
  'organization.deleted',
  'invitation.created',
  'invitation.resent',
  'invitation.revoked',
  'invitation.link_copied',
  'invitation.accepted',
  'invitation.renewal_asked',
  'membership.created',
  'membership.updated',
  'membership.roles_changed',
  'membership.deactivated',
  'membership.reactivated',
  'membership.removed',
  'membership.detached',
  'domain.created',
  'domain.updated',
  'domain.verified',
  'domain.lapsed',
  'domain.deleted',
  'role.created',
  'role.updated',
  'role.deleted',
  'permission.created',
  'permission.updated',
  'permission.deleted',
  'staff.added',
  'staff.role_changed',
  'staff.removed',
  'workspace.claimed',
  'workspace.updated',
  'user.updated',
  'user.deleted',
  'user.signed_in',
  'user.signed_out',
  'session.ended',
  'client.created',
  'client.updated',
  'client.deleted',
  'client.made_default',
  'client.secret_created',
  'client.secret_disabled',
  'client.secret_deleted',
  'api_token.created',
  'api_token.updated',
  'api_token.invalidated',
  'api_token.fetched',
  'portal_link.created',
  'portal_link.opened',
  'portal_link.revoked',
  'portal_link.all_revoked',
  'passwordless.sent',
  'passwordless.verified',
  'connection.created',
  'connection.updated',
  'connection.enabled',
  'connection.disabled',
  'connection.deleted',
  'directory.created',
  'directory.updated',
  'directory.enabled',
  'directory.disabled',
  'directory.deleted',
  'directory.secret_created',
  'directory.secret_revoked',
  'directory.roles_mapped',
  'endpoint.created',
  'endpoint.updated',
  'endpoint.enabled',
  'endpoint.disabled',
  'endpoint.deleted',
  'endpoint.secret_rotated',
  'endpoint.replayed',
] as const;

export type AuditAction = (typeof auditActions)[number];

export type AuditTargetKind =
  | 'organization'
  | 'invitation'
  | 'membership'
  | 'domain'
  | 'role'
  | 'permission'
  | 'staff'
  | 'workspace'
  | 'user'
  | 'session'
  | 'client'
  | 'application'
  | 'api_token'
  | 'address'
  | 'portal_link'
  | 'connection'
  | 'directory'
  | 'endpoint';

export interface AuditTarget {
  readonly kind: AuditTargetKind;
  readonly id: string;
  /** What people call it: an address, a role's name. */
  readonly name: string;
}

/** Values before and after by field; only what changed, and no secrets. */
export interface AuditChanges {
  readonly before?: Readonly<Record<string, unknown>>;
  readonly after?: Readonly<Record<string, unknown>>;
}

export interface AuditEntry {
  readonly action: AuditAction;
  /** Null for what concerns the workspace as a whole. */
  readonly organizationId: string | null;
  readonly target: AuditTarget;
  readonly changes?: AuditChanges;
  /** What the event of it shows (`readEventData`), where the target is deleted before it is recorded. */
  readonly eventData?: EventData | null;
}
