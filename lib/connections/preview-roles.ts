import { authorize } from '../authz/authorize';
import type { Ctx } from '../authz/context';
import { refuse } from '../errors';
import type { PreviewRolesInput } from './connection.schema';
import { readRoleMappings } from './list-role-mappings';
import { readConnection } from './lock-connection';
import { matchRoles } from './match-roles';

/** What somebody who is not a member yet would be given at their first login, and why (product rule 16). */
export interface RolePreview {
  readonly roles: readonly PreviewedRole[];
  /** What somebody with an open invitation gets instead: the role of the invitation. */
  readonly source: 'mapped' | 'default';
}

export interface PreviewedRole {
  readonly roleId: string;
  readonly displayName: string;
  /** The mappings that gave it; none: it is the organization's default role. */
  readonly because: readonly { readonly attribute: string; readonly value: string }[];
}

/**
 * Which roles these groups and other attributes, by our names, would give by the mappings as they are stored. Changes
 * nothing, and knows nobody.
 */
export async function previewRoles(ctx: Ctx, input: PreviewRolesInput): Promise<RolePreview> {
  authorize(ctx, 'connection.list', input.organizationId);
  const { connectionId } = await readConnection(ctx.db, input);
  const mappings = await readRoleMappings(ctx.db, connectionId);
  const { groups = [], ...attributes } = input.attributes;
  const matched = matchRoles(mappings, { groups, attributes }, {});
  if (matched.length === 0)
    return { roles: [await defaultRole(ctx, input.organizationId)], source: 'default' };
  const ids = [...new Set(matched.map(({ roleId }) => roleId))];
  const roles = ids.map((roleId) => {
    const giving = matched.filter((mapping) => mapping.roleId === roleId);
    const because = giving.map(({ attribute, value }) => ({ attribute, value }));
    return { roleId, displayName: giving[0]?.roleName ?? roleId, because };
  });
  return { roles, source: 'mapped' };
}

async function defaultRole(ctx: Ctx, organizationId: string): Promise<PreviewedRole> {
  const [role] = await ctx.db.$queryRaw<Omit<PreviewedRole, 'because'>[]>`
    select r.id as "roleId", r.display_name as "displayName" from organizations o cross join workspace w
    join roles r on r.id = coalesce(o.default_member_role_id, w.default_member_role_id)
    where o.id = ${organizationId}`;
  return role ? { ...role, because: [] } : refuse('not_found', 'There is no such organization.');
}
