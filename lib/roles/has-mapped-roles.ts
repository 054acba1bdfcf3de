import { authorize } from '../authz/authorize';
import type { Ctx } from '../authz/context';
import type { OrganizationRef } from '../organizations/organization.schema';

/** Whether groups of an identity provider or a directory give any role in the organization. */
export async function hasMappedRoles(ctx: Ctx, { organizationId }: OrganizationRef): Promise<boolean> {
  authorize(ctx, 'role.list', organizationId);
  const [row] = await ctx.db.$queryRaw<{ mapped: boolean }[]>`
    select exists (select 1 from role_mappings m join connections c on c.id = m.connection_id
        where c.organization_id = ${organizationId})
      or exists (select 1 from directory_role_mappings m join directories d on d.id = m.directory_id
        where d.organization_id = ${organizationId}) as mapped`;
  return row?.mapped ?? false;
}
