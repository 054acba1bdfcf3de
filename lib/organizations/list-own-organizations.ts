import { authorizePerson } from '../authz/authorize';
import type { Ctx } from '../authz/context';
import { cameOtherwiseSql, needsLinkSql, needsSsoSql } from '../sessions/needs-sso-sql';

export interface OwnOrganization {
  readonly organizationId: string;
  readonly name: string;
  readonly membershipId: string;
  /** Display names. */
  readonly roles: readonly string[];
  readonly joinedAt: Date | null;
  /** It is closed to this session: its identity provider is the way in. */
  readonly needsSso: boolean;
  /** The same, and a mailed link is the way in: this session began by the identity provider of another organization. */
  readonly needsLink: boolean;
}

export interface OwnInvitation {
  readonly organizationId: string;
  readonly name: string;
  readonly membershipId: string;
  readonly roles: readonly string[];
  readonly inviterName: string;
  readonly expiresAt: Date;
  /** It is joined by its identity provider, which is not how this session began. */
  readonly needsSso: boolean;
  /** It is not joined on the word of another organization's identity provider, which is how this session began. */
  readonly needsLink: boolean;
}

export interface OwnOrganizations {
  readonly active: readonly OwnOrganization[];
  /** Invitations that can still be joined. */
  readonly invited: readonly OwnInvitation[];
}

interface Record {
  readonly id: string;
  readonly organization_id: string;
  readonly name: string;
  readonly status: 'ACTIVE' | 'PENDING_INVITE';
  readonly roles: string[];
  readonly joined_at: Date | null;
  readonly inviter_name: string | null;
  readonly expires_at: Date | null;
  readonly needs_sso: boolean;
  readonly needs_link: boolean;
}

/**
 * The acting person's own organizations and the invitations they may join, by name. What they are deactivated in and
 * invitations that expired are left out: the person cannot do anything there.
 */
export async function listOwnOrganizations(ctx: Ctx): Promise<OwnOrganizations> {
  const { userId, sessionId } = authorizePerson(ctx, 'profile.read');
  const records = await ctx.db.$queryRaw<Record[]>`
    select m.id, m.organization_id, o.name, m.status::text as status, m.joined_at, i.inviter_name, i.expires_at, array(
      select r.display_name from membership_roles mr join roles r on r.id = mr.role_id
      where mr.membership_id = m.id order by r.display_name) as roles,
      case when m.status = 'ACTIVE' then ${needsSsoSql} else ${cameOtherwiseSql} end as needs_sso,
      case when m.status = 'ACTIVE' then ${needsLinkSql(needsSsoSql)} else ${needsLinkSql(cameOtherwiseSql)} end as needs_link
    from memberships m
    join organizations o on o.id = m.organization_id
    left join sessions s on s.id = ${sessionId}
    left join invitations i on i.membership_id = m.id and i.accepted_at is null and i.revoked_at is null
      and i.expires_at > ${ctx.now}::timestamptz
    where m.user_id = ${userId} and (m.status = 'ACTIVE' or (m.status = 'PENDING_INVITE' and i.id is not null))
    order by lower(o.name), o.id`;
  return { active: records.flatMap(toOwnOrganization), invited: records.flatMap(toOwnInvitation) };
}

function toOwnOrganization(record: Record): OwnOrganization[] {
  if (record.status !== 'ACTIVE') return [];
  return [
    {
      organizationId: record.organization_id,
      name: record.name,
      membershipId: record.id,
      roles: record.roles,
      joinedAt: record.joined_at,
      needsSso: record.needs_sso,
      needsLink: record.needs_link,
    },
  ];
}

function toOwnInvitation(record: Record): OwnInvitation[] {
  if (record.status !== 'PENDING_INVITE' || !record.expires_at) return [];
  return [
    {
      organizationId: record.organization_id,
      name: record.name,
      membershipId: record.id,
      roles: record.roles,
      inviterName: record.inviter_name ?? '',
      expiresAt: record.expires_at,
      needsSso: record.needs_sso,
      needsLink: record.needs_link,
    },
  ];
}
