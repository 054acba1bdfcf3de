import type { Transaction } from '../db';
import { cameOtherwiseSql, needsSsoSql } from '../sessions/needs-sso-sql';

export interface ClosedOrganization {
  readonly organizationId: string;
  readonly name: string;
}

/**
 * The one organization that a mailed link would lead this person to, or have them join, if it lets them in by its own login
 * alone; null for somebody of several, who finds it on their own page, and for staff. The caller has checked the link.
 */
export async function findClosedOrganization(
  tx: Transaction,
  { userId, invitationId }: { readonly userId: string; readonly invitationId: string | null },
): Promise<ClosedOrganization | null> {
  const rows = await tx.$queryRaw<(ClosedOrganization & { readonly isClosed: boolean })[]>`
    select o.id as "organizationId", o.name,
      case when m.status = 'ACTIVE' then ${needsSsoSql} else ${cameOtherwiseSql} end as "isClosed"
    from memberships m
    join organizations o on o.id = m.organization_id
    left join sessions s on false
    where m.user_id = ${userId} and not exists (select 1 from staff where user_id = m.user_id)
      and (m.id = (select membership_id from invitations where id = ${invitationId})
        or (${invitationId}::text is null and m.status = 'ACTIVE'))
    limit 2`;
  const [only, other] = rows;
  if (!only?.isClosed || other) return null;
  return { organizationId: only.organizationId, name: only.name };
}
