import { Prisma } from '@/prisma/generated/client';

/** Whether the organization `o` wants its members to come by its identity provider; not while none of its connections is on. */
export const enforcesSsoSql = Prisma.sql`(o.sso_required and o.sso_enabled
  and exists (select 1 from connections c where c.organization_id = o.id and c.enabled))`;

/** Whether the connection of that id, which may be null, is one of the organization `o`. */
export function isOwnConnectionSql(connectionId: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`exists (select 1 from connections c where c.id = ${connectionId} and c.organization_id = o.id)`;
}

/** Whether the organization `o` enforces its identity provider, and that is not how the session `s` began. */
export const cameOtherwiseSql = Prisma.sql`(${enforcesSsoSql}
  and not ${isOwnConnectionSql(Prisma.sql`s.connection_id`)})`;

/** Whether the membership `m` manages the login of its organization. */
export const managesSsoSql = Prisma.sql`exists (select 1 from membership_roles mr join roles r on r.id = mr.role_id
  where mr.membership_id = m.id and 'sso:manage' = any(r.effective_permissions))`;

/**
 * Whether the membership `m` of the organization `o` is closed to the session `s`, because the organization enforces its
 * identity provider and that is not how the session began. Who manages the organization's login stays able to (break
 * glass), and so does everybody while none of its connections is on.
 */
export const needsSsoSql = Prisma.sql`(${cameOtherwiseSql} and not ${managesSsoSql})`;

/**
 * Whether the session `s` began on the word of another organization's identity provider alone. A customer vouches for people
 * in its own organization: what they are in the organization `o`, their mailbox shows, or the identity provider of `o`.
 */
export const vouchedElsewhereSql = Prisma.sql`(coalesce(s.method = 'sso' and s.connection_id is not null, false)
  and not ${isOwnConnectionSql(Prisma.sql`s.connection_id`)})`;

/** Whether the membership `m` of the organization `o` is closed to the session `s`, for either reason. */
export const isClosedSql = Prisma.sql`(${needsSsoSql} or ${vouchedElsewhereSql})`;

/** How the organization `o` opens to the session `s` to which it is closed, given what says that it wants its own login. */
export function needsLinkSql(needsSso: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`(${vouchedElsewhereSql} and not ${needsSso})`;
}
