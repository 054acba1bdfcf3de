import type {
  CreateOrganizationRole,
  CreateRole,
  RolesService,
  UpdateDefaultRole,
  UpdateRole,
} from '@scalekit-sdk/node/lib/pkg/grpc/scalekit/v1/roles/roles_pb.js';
import type { Ctx } from '@/lib/authz/context';
import { refuseField } from '@/lib/errors';
import { countRoleUsers } from '@/lib/roles/count-role-users';
import { createRole } from '@/lib/roles/create-role';
import { deleteRole } from '@/lib/roles/delete-role';
import { findRoleIds, type RoleName } from '@/lib/roles/find-role-ids';
import { getRoleRecord, type RoleKey } from '@/lib/roles/get-role-record';
import { listDependentRoles } from '@/lib/roles/list-dependent-roles';
import { listRoleRecords } from '@/lib/roles/list-role-records';
import { createRoleSchema, deleteRoleSchema, patchRoleSchema } from '@/lib/roles/role.schema';
import { setDefaultRoles } from '@/lib/roles/set-default-roles';
import { updateRole } from '@/lib/roles/update-role';
import type { Handlers } from './handler';
import { parseInput } from './parse';
import { presentRoles } from './present-role';

/** The roles of the environment, and those of organizations: one owner more or less is all that differs. */
export const roleHandlers: Handlers<typeof RolesService> = {
  createRole: (ctx, { role }) => create(ctx, null, role),
  createOrganizationRole: (ctx, { orgId, role }) => create(ctx, orgId, role),

  updateRole: (ctx, { roleName, role }) => update(ctx, environmentKey(roleName), role),
  updateOrganizationRole: (ctx, { orgId, roleName, role }) =>
    update(ctx, { organizationId: orgId, name: roleName }, role),

  getRole: (ctx, { roleName, include }) => show(ctx, environmentKey(roleName), include),
  getOrganizationRole: (ctx, { orgId, roleName, include }) =>
    show(ctx, { organizationId: orgId, name: roleName }, include),

  listRoles: (ctx, { include }) => list(ctx, null, include),
  listOrganizationRoles: (ctx, { orgId, include }) => list(ctx, orgId, include),

  async deleteRole(ctx, { roleName, reassignRoleId = '', reassignRoleName = '' }) {
    return remove(ctx, environmentKey(roleName), { id: reassignRoleId, name: reassignRoleName });
  },
  async deleteOrganizationRole(ctx, { orgId, roleName, reassignRoleName = '' }) {
    return remove(ctx, { organizationId: orgId, name: roleName }, byName(reassignRoleName));
  },

  getRoleUsersCount: (ctx, { roleName }) => count(ctx, environmentKey(roleName)),
  getOrganizationRoleUsersCount: (ctx, { orgId, roleName }) =>
    count(ctx, { organizationId: orgId, name: roleName }),

  deleteRoleBase: (ctx, { roleName }) => removeBase(ctx, environmentKey(roleName)),
  deleteOrganizationRoleBase: (ctx, { orgId, roleName }) =>
    removeBase(ctx, { organizationId: orgId, name: roleName }),

  async listDependentRoles(ctx, { roleName }) {
    const { id: roleId } = await getRoleRecord(ctx, environmentKey(roleName));
    const roles = await listDependentRoles(ctx, { organizationId: null, roleId });
    return { roles: await presentRoles(ctx, null, { roles }) };
  },

  async updateDefaultRoles(ctx, request) {
    const creator = defaultOf(request.defaultCreatorRole, request.defaultCreator);
    const member = defaultOf(request.defaultMemberRole, request.defaultMember);
    await setDefaultRoles(ctx, {
      organizationId: null,
      ...(creator && { defaultCreatorRoleId: await roleIdOf(ctx, null, creator) }),
      ...(member && { defaultMemberRoleId: await roleIdOf(ctx, null, member) }),
    });
    return showDefaults(ctx, null);
  },

  async updateDefaultOrganizationRoles(ctx, { orgId, defaultMemberRole }) {
    const defaultMemberRoleId = await roleIdOf(ctx, orgId, byName(defaultMemberRole));
    await setDefaultRoles(ctx, { organizationId: orgId, defaultMemberRoleId });
    const { defaultMember } = await showDefaults(ctx, orgId);
    return defaultMember ? { defaultMember } : {};
  },
};

function environmentKey(name: string): RoleKey {
  return { organizationId: null, name };
}

async function create(
  ctx: Ctx,
  organizationId: string | null,
  sent: CreateRole | CreateOrganizationRole | undefined,
) {
  const { name = '', displayName = '', description = '', permissions = [] } = sent ?? {};
  const extendsId = sent?.extends ? await roleIdOf(ctx, organizationId, byName(sent.extends)) : null;
  const input = { organizationId, name, displayName, description, permissions: [...permissions], extendsId };
  await createRole(ctx, parseInput(createRoleSchema, input));
  return show(ctx, { organizationId, name });
}

/** Protobuf cannot tell a list that is empty from one that was not sent: permissions are taken away one by one. */
async function update(ctx: Ctx, key: RoleKey, sent: UpdateRole | undefined) {
  const { id: roleId } = await getRoleRecord(ctx, key);
  const { organizationId } = key;
  const { displayName, description, permissions = [] } = sent ?? {};
  const input = {
    organizationId,
    roleId,
    ...(displayName !== undefined && { displayName }),
    ...(description !== undefined && { description }),
    ...(permissions.length > 0 && { permissions: [...permissions] }),
    ...(sent?.extends && { extendsId: await roleIdOf(ctx, organizationId, byName(sent.extends)) }),
  };
  await updateRole(ctx, parseInput(patchRoleSchema, input));
  return show(ctx, key);
}

async function show(ctx: Ctx, key: RoleKey, include?: string) {
  const record = await getRoleRecord(ctx, key);
  const [role] = await presentRoles(ctx, key.organizationId, { roles: [record], include });
  return role ? { role } : {};
}

async function list(ctx: Ctx, organizationId: string | null, include?: string) {
  const roles = await listRoleRecords(ctx, { organizationId });
  return { roles: await presentRoles(ctx, organizationId, { roles, include }) };
}

async function remove(ctx: Ctx, key: RoleKey, successor: RoleName) {
  const { id: roleId } = await getRoleRecord(ctx, key);
  const { organizationId } = key;
  const successorId = successor.id || successor.name ? await roleIdOf(ctx, organizationId, successor) : null;
  await deleteRole(ctx, parseInput(deleteRoleSchema, { organizationId, roleId, successorId }));
  return {};
}

async function count(ctx: Ctx, key: RoleKey) {
  const { id: roleId } = await getRoleRecord(ctx, key);
  const { organizationId } = key;
  return { count: BigInt(await countRoleUsers(ctx, { organizationId, roleId })) };
}

async function removeBase(ctx: Ctx, key: RoleKey) {
  const { id: roleId } = await getRoleRecord(ctx, key);
  const { organizationId } = key;
  await updateRole(ctx, { organizationId, roleId, extendsId: null });
  return {};
}

async function showDefaults(ctx: Ctx, organizationId: string | null) {
  const roles = await listRoleRecords(ctx, { organizationId });
  const presented = await presentRoles(ctx, organizationId, { roles });
  const defaultCreator = presented.find((role) => role.defaultCreator);
  const defaultMember = presented.find((role) => role.defaultMember);
  return { ...(defaultCreator && { defaultCreator }), ...(defaultMember && { defaultMember }) };
}

/** A default by its name, or as older clients say it; null: it stays. */
function defaultOf(name: string | undefined, older: UpdateDefaultRole | undefined): RoleName | null {
  if (name) return byName(name);
  return older ? { id: older.id, name: older.name ?? '' } : null;
}

function byName(name: string): RoleName {
  return { id: '', name };
}

/** A role that a call refers to beside its subject; one that there is not is a mistake in the call. */
async function roleIdOf(ctx: Ctx, organizationId: string | null, role: RoleName): Promise<string> {
  const [id] = await findRoleIds(ctx, { organizationId, roles: [role] });
  return id ?? refuseField('roles', `There is no role ${role.name}.`);
}
