import type { AuditAction } from '@/lib/audit/audit-event';
import type { ActivityRow } from '@/lib/audit/list-activity';

/** What somebody did, around what they did it to: "Changed the roles of", the target, nothing. */
export interface ActivitySentence {
  readonly before: string;
  /** What it was done to; null where the words alone say it. */
  readonly target: string | null;
  readonly after: string;
}

type Words = (event: ActivityRow) => ActivitySentence;

/** What an event says, in a sentence whose subject is whoever acted. */
export function activitySentence(event: ActivityRow): ActivitySentence {
  return sentences[event.action](event);
}

const sentences: Record<AuditAction, Words> = {
  'organization.created': plain('Created the organization'),
  'organization.updated': plain('Changed the settings'),
  'organization.deleted': about('Deleted the organization'),
  'invitation.created': (event) => ({ ...about('Invited')(event), after: asRoles(event) }),
  'invitation.resent': (event) =>
    about(event.changes.after?.renewed ? 'Sent a new link to' : 'Sent a reminder to')(event),
  'invitation.revoked': about('Revoked the invitation of'),
  'invitation.link_copied': about('Copied the invitation link of'),
  'invitation.accepted': plain('Joined by invitation'),
  'invitation.renewal_asked': about('Asked for a new link for'),
  'membership.created': (event) =>
    event.changes.after?.source === 'allowed_email_domain'
      ? plain('Joined by the domain of their address')(event)
      : { ...about('Added')(event), after: asRoles(event) },
  'membership.updated': about('Changed what the application keeps of'),
  'membership.roles_changed': about('Changed the roles of'),
  'membership.deactivated': about('Deactivated'),
  'membership.reactivated': about('Reactivated'),
  'membership.removed': about('Removed'),
  'membership.detached': (event) => ({
    ...about('Took')(event),
    after: ' out of the hands of the directory',
  }),
  'domain.created': about('Added the domain'),
  'domain.updated': about('Changed the connection of the domain'),
  'domain.verified': (event) =>
    about(event.changes.after?.vouched ? 'Vouched for the domain' : 'Verified the domain')(event),
  'domain.lapsed': about('Missed the TXT record of the domain'),
  'domain.deleted': about('Deleted the domain'),
  'role.created': about('Created the role'),
  'role.updated': about('Changed the role'),
  'role.deleted': about('Deleted the role'),
  'permission.created': about('Created the permission'),
  'permission.updated': about('Changed the permission'),
  'permission.deleted': about('Deleted the permission'),
  'staff.added': about('Added to the staff:'),
  'staff.role_changed': about('Changed the staff role of'),
  'staff.removed': about('Took off the staff:'),
  'workspace.claimed': plain('Claimed the workspace'),
  'workspace.updated': plain('Changed the settings of the workspace'),
  'client.created': aboutClient('Registered', 'Created'),
  'client.updated': aboutClient('Changed', 'Changed'),
  'client.deleted': aboutClient('Deleted', 'Deleted'),
  'client.made_default': about('Made the default application'),
  'client.secret_created': about('Created a secret of'),
  'client.secret_disabled': about('Disabled a secret of'),
  'client.secret_deleted': about('Deleted a secret of'),
  'api_token.created': about('Created the API token'),
  'api_token.updated': about('Changed the API token'),
  'api_token.invalidated': about('Ended the API token'),
  'api_token.fetched': about('Read the API token'),
  'user.updated': (event) =>
    event.actorId === event.targetId
      ? plain('Changed their own profile')(event)
      : about(event.changes.after?.email ? 'Changed the address of' : 'Changed the profile of')(event),
  'user.deleted': (event) => ({
    ...about('Deleted')(event),
    after: event.organizationId === null ? '' : ', who belongs nowhere any more',
  }),
  'portal_link.created': plain('Made a set-up link'),
  'portal_link.opened': about('Opened the set-up link of'),
  'portal_link.revoked': about('Revoked the set-up link of'),
  'portal_link.all_revoked': plain('Revoked all set-up links'),
  'passwordless.sent': about('Mailed a code to'),
  'passwordless.verified': about('Verified the address'),
  'connection.created': about('Created the connection'),
  'connection.updated': about('Changed the connection'),
  'connection.enabled': about('Switched on the connection'),
  'connection.disabled': about('Switched off the connection'),
  'connection.deleted': about('Deleted the connection'),
  'directory.created': about('Created the directory'),
  'directory.updated': about('Changed the directory'),
  'directory.enabled': about('Switched on the directory'),
  'directory.disabled': about('Switched off the directory'),
  'directory.deleted': about('Deleted the directory'),
  'directory.secret_created': about('Created a secret of the directory'),
  'directory.secret_revoked': about('Revoked a secret of the directory'),
  'directory.roles_mapped': about('Mapped groups to roles in the directory'),
  'endpoint.created': about('Created the webhook endpoint'),
  'endpoint.updated': about('Changed the webhook endpoint'),
  'endpoint.enabled': about('Switched on the webhook endpoint'),
  'endpoint.disabled': about('Switched off the webhook endpoint'),
  'endpoint.deleted': about('Deleted the webhook endpoint'),
  'endpoint.secret_rotated': about('Rotated the secret of the webhook endpoint'),
  'endpoint.replayed': about('Replayed deliveries to the webhook endpoint'),
  'user.signed_in': (event) => ({ before: `Signed in${byMethod(event)}`, target: null, after: '' }),
  'user.signed_out': plain('Signed out'),
  'session.ended': (event) =>
    event.actorId === event.targetId
      ? plain('Ended sessions of their own')(event)
      : about('Ended the sessions of')(event),
};

function plain(words: string): Words {
  return () => ({ before: words, target: null, after: '' });
}

function about(words: string): Words {
  return ({ targetName }) => ({ before: words, target: targetName, after: '' });
}

/** An application, a credential of the API, or a client of an organization. */
function aboutClient(ofApplication: string, ofOther: string): Words {
  return (event) => {
    if (event.targetKind === 'application') return about(`${ofApplication} the application`)(event);
    const noun = event.targetId.startsWith('m2morg_') ? 'API client' : 'credential';
    return about(`${ofOther} the ${noun}`)(event);
  };
}

function asRoles({ changes }: ActivityRow): string {
  const roles = changes.after?.roles;
  const names = Array.isArray(roles) ? roles.join(', ') : roles;
  return typeof names === 'string' && names ? ` as ${names}` : '';
}

const methods: Readonly<Record<string, string>> = {
  invitation: ' by invitation',
  email_link: ' by a mailed link',
  claim: ' with the link of the start',
};

function byMethod({ changes }: ActivityRow): string {
  return methods[String(changes.after?.method)] ?? '';
}
