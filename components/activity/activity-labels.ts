import type { AuditAction } from '@/lib/audit/audit-event';

const labels: Record<AuditAction, string> = {
  'invitation.created': 'Invited',
  'invitation.resent': 'Invitation sent again',
  'invitation.revoked': 'Invitation revoked',
  'invitation.link_copied': 'Invitation link copied',
  'invitation.renewal_asked': 'New link asked for',
  'invitation.accepted': 'Joined',
  'membership.roles_changed': 'Roles changed',
  'membership.created': 'Added',
  'membership.updated': 'Membership changed',
  'membership.deactivated': 'Deactivated',
  'membership.reactivated': 'Reactivated',
  'membership.removed': 'Removed',
  'membership.detached': 'Managed here',
  'domain.created': 'Domain added',
  'domain.updated': 'Domain changed',
  'domain.verified': 'Domain verified',
  'domain.lapsed': 'Domain’s record gone',
  'domain.deleted': 'Domain deleted',
  'role.created': 'Role created',
  'role.updated': 'Role changed',
  'role.deleted': 'Role deleted',
  'organization.created': 'Organization created',
  'organization.updated': 'Settings changed',
  'organization.deleted': 'Organization deleted',
  'user.updated': 'Profile changed',
  'user.deleted': 'Person deleted',
  'user.signed_in': 'Signed in',
  'user.signed_out': 'Signed out',
  'session.ended': 'Sessions ended',
  'permission.created': 'Permission created',
  'permission.updated': 'Permission changed',
  'permission.deleted': 'Permission deleted',
  'staff.added': 'Staff added',
  'staff.role_changed': 'Staff role changed',
  'staff.removed': 'Staff removed',
  'workspace.claimed': 'Workspace claimed',
  'workspace.updated': 'Workspace settings changed',
  'client.created': 'Client created',
  'client.updated': 'Client changed',
  'client.deleted': 'Client deleted',
  'client.made_default': 'Default application changed',
  'client.secret_created': 'Secret created',
  'client.secret_disabled': 'Secret disabled',
  'client.secret_deleted': 'Secret deleted',
  'api_token.created': 'API token created',
  'api_token.updated': 'API token changed',
  'api_token.invalidated': 'API token ended',
  'api_token.fetched': 'API token read',
  'portal_link.created': 'Set-up link made',
  'portal_link.opened': 'Set-up link opened',
  'portal_link.revoked': 'Set-up link revoked',
  'portal_link.all_revoked': 'All set-up links revoked',
  'passwordless.sent': 'Verification mailed',
  'passwordless.verified': 'Address verified',
  'connection.created': 'Connection created',
  'connection.updated': 'Connection changed',
  'connection.enabled': 'Connection switched on',
  'connection.disabled': 'Connection switched off',
  'connection.deleted': 'Connection deleted',
  'directory.created': 'Directory created',
  'directory.updated': 'Directory changed',
  'directory.enabled': 'Directory switched on',
  'directory.disabled': 'Directory switched off',
  'directory.deleted': 'Directory deleted',
  'directory.secret_created': 'Directory secret created',
  'directory.secret_revoked': 'Directory secret revoked',
  'directory.roles_mapped': 'Groups mapped to roles',
  'endpoint.created': 'Webhook endpoint created',
  'endpoint.updated': 'Webhook endpoint changed',
  'endpoint.enabled': 'Webhook endpoint switched on',
  'endpoint.disabled': 'Webhook endpoint switched off',
  'endpoint.deleted': 'Webhook endpoint deleted',
  'endpoint.secret_rotated': 'Webhook secret rotated',
  'endpoint.replayed': 'Webhooks replayed',
};

/** What never happens inside of one organization. */
const ofWorkspace: readonly string[] = ['user.signed_in', 'user.signed_out', 'session.ended'];

const all = Object.entries(labels).map(([value, label]) => ({ value, label }));

/** The actions of the whole workspace, for a filter. */
export const workspaceActionOptions = all;

/** The actions that an organization's log can hold. */
export const organizationActionOptions = all.filter(
  ({ value }) =>
    !/^(?:client|endpoint|passwordless|permission|staff|workspace)\./.test(value) &&
    !ofWorkspace.includes(value),
);

/** Whether a text names an action that is recorded. */
export function isAction(text: string): text is AuditAction {
  return Object.hasOwn(labels, text);
}
