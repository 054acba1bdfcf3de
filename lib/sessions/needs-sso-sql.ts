import { Prisma } from '@/prisma/generated/client';

/**
 * Whether the membership `m` of the organization `o` is closed to the session `s`, because the organization enforces its
 * identity provider and that is not how the session began. Who manages the organization's login stays able to (break
 * glass), and so does everybody while none of its connections is on.
 */
export const needsSsoSql = Prisma.sql`(o.sso_required and o.sso_enabled
  and exists (select 1 from connections c where c.organization_id = o.id and c.enabled)
  and not exists (select 1 from connections c where c.id = s.connection_id and c.organization_id = o.id)
  and not exists (select 1 from membership_roles mr join roles r on r.id = mr.role_id
    where mr.membership_id = m.id and 'sso:manage' = any(r.effective_permissions)))`;
