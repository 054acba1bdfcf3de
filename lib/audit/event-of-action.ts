import type { EventType } from '../events/event-type';
import type { SubjectKind } from '../events/publish';
import type { AuditAction, AuditTargetKind } from './audit-event';

/** What the application is told when something is recorded; null: nothing. A new action does not compile until it is decided. */
export const eventOfAction: Record<AuditAction, EventType | null> = {
  'organization.created': 'organization.created',
  'organization.updated': 'organization.updated',
  'organization.deleted': 'organization.deleted',
  'invitation.created': 'user.organization_invitation',
  'invitation.resent': 'user.organization_invitation',
  // The pending membership, which the API shows, is gone.
  'invitation.revoked': 'user.organization_membership_deleted',
  'invitation.link_copied': null,
  'invitation.accepted': 'user.organization_membership_created',
  'invitation.renewal_asked': null,
  'membership.created': 'user.organization_membership_created',
  'membership.updated': 'user.organization_membership_updated',
  'membership.roles_changed': 'user.organization_membership_updated',
  'membership.deactivated': 'user.organization_membership_updated',
  'membership.reactivated': 'user.organization_membership_updated',
  'membership.removed': 'user.organization_membership_deleted',
  'role.created': 'role.created',
  'role.updated': 'role.updated',
  'role.deleted': 'role.deleted',
  'permission.created': 'permission.created',
  'permission.updated': 'permission.updated',
  'permission.deleted': 'permission.deleted',
  'staff.added': null,
  'staff.role_changed': null,
  'staff.removed': null,
  'workspace.claimed': null,
  'workspace.updated': null,
  'user.updated': null,
  'user.deleted': null,
  // The first one ever is user.signup as well (lib/sign-in/complete-sign-in-sql.ts).
  'user.signed_in': 'user.login',
  'user.signed_out': 'user.logout',
  'session.ended': 'user.logout',
  'client.created': null,
  'client.updated': null,
  'client.deleted': null,
  'client.made_default': null,
  'client.secret_created': null,
  'client.secret_disabled': null,
  'client.secret_deleted': null,
};

/** What of the targets an event can be about. */
export const subjectOfTarget: Record<AuditTargetKind, SubjectKind | null> = {
  organization: 'organization',
  invitation: 'invitation',
  membership: 'membership',
  role: 'role',
  permission: 'permission',
  staff: null,
  workspace: null,
  user: 'user',
  session: null,
  client: null,
  application: null,
};
