import { Prisma } from '@/prisma/generated/client';
import { authorize } from '../authz/authorize';
import type { Ctx } from '../authz/context';
import type { OrganizationRef } from '../organizations/organization.schema';
import { isOwnConnectionSql, managesSsoSql } from '../sessions/needs-sso-sql';
import { requireWayIn } from './enforce-sso';

/** Whom it would concern that members must use SSO. */
export interface SsoRequirementReach {
  /** Active members who could no longer log in by a mailed link. */
  readonly members: number;
  /** Those of them who are signed in, and not by the organization's identity provider. */
  readonly signedInOtherwise: number;
  /** Those whom no connection knows, nor speaks for: their address is in none of the verified domains. */
  readonly withoutWayIn: number;
}

/**
 * Whom it would concern if members had to use SSO from now on, to be said before it is so. Refuses (`conflict`) where that
 * would be refused.
 */
export async function describeSsoRequirement(ctx: Ctx, ref: OrganizationRef): Promise<SsoRequirementReach> {
  authorize(ctx, 'organization.update', ref.organizationId);
  await requireWayIn(ctx.db, ref.organizationId);
  const [reach] = await ctx.db.$queryRaw<SsoRequirementReach[]>`
    select count(*)::int as members,
      count(*) filter (where exists (select 1 from sessions s where s.user_id = m.user_id
        and least(s.expires_at, s.absolute_expires_at) > ${ctx.now}::timestamptz
        and not ${isOwnConnectionSql(Prisma.sql`s.connection_id`)}))::int as "signedInOtherwise",
      count(*) filter (where not exists (select 1 from domains d where d.organization_id = o.id
          and d.type = 'ORGANIZATION_DOMAIN' and d.verified_at is not null
          and d.domain = split_part(u.email_key, '@', 2))
        and not exists (select 1 from identities i join connections c on c.id = i.connection_id
          where i.user_id = m.user_id and c.organization_id = o.id))::int as "withoutWayIn"
    from memberships m join organizations o on o.id = m.organization_id join users u on u.id = m.user_id
    where m.organization_id = ${ref.organizationId} and m.status = 'ACTIVE' and not ${managesSsoSql}`;
  return reach ?? { members: 0, signedInOtherwise: 0, withoutWayIn: 0 };
}
