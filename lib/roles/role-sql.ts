import { Prisma } from '@/prisma/generated/client';
import type { RoleSummary } from './role';

/** The columns of a RoleSummary of the role `r`. */
export const roleColumns = Prisma.sql`r.id, r.organization_id as "organizationId", r.name,
  r.display_name as "displayName", r.description, r.built_in as "builtIn", r.extends_id as "extendsId", r.permissions,
  r.effective_permissions as "effectivePermissions"`;

/** The summary alone, of a row that has more columns. */
export function toRoleSummary(row: RoleSummary): RoleSummary {
  const { id, organizationId, name, displayName, description, builtIn } = row;
  const { extendsId, permissions, effectivePermissions } = row;
  return {
    id,
    organizationId,
    name,
    displayName,
    description,
    builtIn,
    extendsId,
    permissions,
    effectivePermissions,
  };
}
