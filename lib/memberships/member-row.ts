import type { ManagingDirectory } from './managed-member';
import type { MemberSource, MemberStatus } from './member-list.schema';
import type { SourcedRole } from './role-source';

export type MailStateName = 'QUEUED' | 'SENT' | 'DELIVERED' | 'BOUNCED' | 'COMPLAINED' | 'FAILED';

/** A role that somebody holds, and why. */
export interface MemberRole extends Pick<SourcedRole, 'source' | 'reason'> {
  readonly id: string;
  readonly displayName: string;
  /** Whose group gave it, and on which line of its mappings that stands now; null: no directory did. */
  readonly directory: { readonly name: string; readonly rank: number | null } | null;
}

/** One person in the list of an organization's users. */
export interface MemberRow {
  readonly membershipId: string;
  readonly userId: string;
  readonly email: string;
  /** Null when nobody said a name yet. */
  readonly name: string | null;
  readonly roles: readonly MemberRole[];
  readonly status: MemberStatus;
  readonly source: MemberSource;
  /** The directory that decides whether they are a member; null: people here do. */
  readonly managedBy: ManagingDirectory | null;
  readonly createdAt: Date;
  readonly joinedAt: Date | null;
  readonly lastSeenAt: Date | null;
  readonly deactivatedAt: Date | null;
  /** The open invitation of someone pending or expired. */
  readonly invitation: {
    readonly id: string;
    readonly expiresAt: Date;
    readonly resentCount: number;
    readonly inviterName: string;
    readonly renewalAskedAt: Date | null;
  } | null;
  /** What became of the last mail of that invitation. */
  readonly mail: { readonly state: MailStateName; readonly reason: string | null; readonly at: Date } | null;
}

/** The row as the statement of list-members returns it. */
export interface MemberRecord {
  readonly id: string;
  readonly user_id: string;
  readonly email: string;
  readonly display_name: string | null;
  readonly given_name: string | null;
  readonly family_name: string | null;
  readonly status: 'PENDING_INVITE' | 'ACTIVE' | 'INACTIVE';
  readonly provisioning_method: keyof typeof sources;
  readonly created_at: Date;
  readonly joined_at: Date | null;
  readonly last_seen_at: Date | null;
  readonly deactivated_at: Date | null;
  readonly roles: MemberRole[] | null;
  readonly managed_by: ManagingDirectory | null;
  readonly invitation_id: string | null;
  readonly expires_at: Date | null;
  readonly resent_count: number | null;
  readonly inviter_name: string | null;
  readonly renewal_asked_at: Date | null;
  readonly mail_state: MailStateName | null;
  readonly mail_reason: string | null;
  readonly mail_at: Date | null;
}

/** How a membership came, as people call it. */
export const sources = {
  invitation: 'invitation',
  direct_provision: 'api',
  jit_using_sso: 'sso',
  allowed_email_domain: 'domain',
  org_creator: 'creator',
  scim: 'directory',
} as const satisfies Record<string, MemberSource>;

/** What the list shows of a record at `now`: expiry is derived here, never stored. */
export function toMemberRow(record: MemberRecord, now: Date): MemberRow {
  const fullName = [record.given_name, record.family_name].filter(Boolean).join(' ');
  return {
    membershipId: record.id,
    userId: record.user_id,
    email: record.email,
    name: record.display_name || fullName || null,
    roles: record.roles ?? [],
    status: memberStatus(record, now),
    source: sources[record.provisioning_method],
    managedBy: record.managed_by,
    createdAt: record.created_at,
    joinedAt: record.joined_at,
    lastSeenAt: record.last_seen_at,
    deactivatedAt: record.deactivated_at,
    invitation: toInvitation(record),
    mail:
      record.mail_state && record.mail_at
        ? { state: record.mail_state, reason: record.mail_reason, at: record.mail_at }
        : null,
  };
}

/** A pending membership without an open invitation cannot be joined any more: it counts as expired. */
function memberStatus(record: MemberRecord, now: Date): MemberStatus {
  if (record.status === 'ACTIVE') return 'active';
  if (record.status === 'INACTIVE') return 'inactive';
  return record.expires_at && record.expires_at > now ? 'pending' : 'expired';
}

function toInvitation(record: MemberRecord): MemberRow['invitation'] {
  if (!record.invitation_id || !record.expires_at) return null;
  return {
    id: record.invitation_id,
    expiresAt: record.expires_at,
    resentCount: record.resent_count ?? 0,
    inviterName: record.inviter_name ?? '',
    renewalAskedAt: record.renewal_asked_at,
  };
}
