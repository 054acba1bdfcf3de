import type { MemberRights } from '@/components/memberships/member-operations';
import { can } from '@/lib/authz/authorize';
import type { Actor } from '@/lib/authz/context';

/** What the viewer may do with an organization's people: the screen shows no control that would be refused. */
export function readRights(actor: Actor, organizationId: string): MemberRights {
  return {
    invite: can(actor, 'invitation.create', organizationId),
    resend: can(actor, 'invitation.resend', organizationId),
    revoke: can(actor, 'invitation.revoke', organizationId),
    'copy-link': can(actor, 'invitation.copy-link', organizationId),
    'change-roles': can(actor, 'membership.change-roles', organizationId),
    deactivate: can(actor, 'membership.deactivate', organizationId),
    reactivate: can(actor, 'membership.reactivate', organizationId),
    remove: can(actor, 'membership.remove', organizationId),
    detach: can(actor, 'membership.detach', organizationId),
    history: can(actor, 'activity.list', organizationId),
  };
}
