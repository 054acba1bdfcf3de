import type { Transaction } from '../db';
import { enforcesSsoSql } from '../sessions/needs-sso-sql';

/** An invitation as its link finds it, in whatever state. */
export interface LinkedInvitation {
  readonly id: string;
  readonly organizationId: string;
  readonly organizationName: string;
  readonly applicationName: string;
  readonly supportAddress: string | null;
  readonly membershipId: string | null;
  /** The invited person; null when they were deleted. */
  readonly userId: string | null;
  readonly email: string;
  readonly emailKey: string;
  readonly generation: number;
  readonly inviterId: string | null;
  readonly inviterName: string;
  readonly roleNames: string;
  readonly expiresAt: Date;
  readonly acceptedAt: Date | null;
  readonly revokedAt: Date | null;
  readonly renewalAskedAt: Date | null;
  /** Where the application that invited begins a login, else the workspace's default one; null: there is none. */
  readonly initiateLoginUri: string | null;
  /** The organization enforces its identity provider: its login is the way to join (product rule 7). */
  readonly joinsBySso: boolean;
}

/** Found by id alone: the caller has checked the link's mac. */
export async function findLinkedInvitation(
  tx: Transaction,
  invitationId: string,
): Promise<LinkedInvitation | null> {
  const [row] = await tx.$queryRaw<LinkedInvitation[]>`
    select i.id, i.organization_id as "organizationId", o.name as "organizationName",
      w.application_name as "applicationName", w.support_address as "supportAddress",
      i.membership_id as "membershipId", u.id as "userId", i.email, i.email_key as "emailKey", i.generation,
      i.inviter_id as "inviterId", i.inviter_name as "inviterName", i.expires_at as "expiresAt",
      i.accepted_at as "acceptedAt", i.revoked_at as "revokedAt", i.renewal_asked_at as "renewalAskedAt",
      coalesce(inviting.initiate_login_uri, fallback.initiate_login_uri) as "initiateLoginUri",
      coalesce((select string_agg(r.display_name, ', ' order by r.display_name) from membership_roles mr
        join roles r on r.id = mr.role_id where mr.membership_id = i.membership_id), '') as "roleNames",
      ${enforcesSsoSql} as "joinsBySso"
    from invitations i
    join organizations o on o.id = i.organization_id
    cross join workspace w
    left join users u on u.email_key = i.email_key
    left join clients inviting on inviting.id = i.client_id
    left join clients fallback on fallback.is_default
    where i.id = ${invitationId}`;
  return row ?? null;
}
