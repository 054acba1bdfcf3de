import type { UserService } from '@scalekit-sdk/node/lib/pkg/grpc/scalekit/v1/users/users_pb.js';
import type { Ctx } from '@/lib/authz/context';
import { refuse } from '@/lib/errors';
import { assignRoles } from '@/lib/memberships/assign-roles';
import { changeRoles } from '@/lib/memberships/change-roles';
import { findMembershipRef } from '@/lib/memberships/find-membership-ref';
import {
  type ChangeRolesInput,
  changeRolesSchema,
  removeMemberSchema,
  takeRoleSchema,
  updateMembershipSchema,
} from '@/lib/memberships/membership.schema';
import { removeMember } from '@/lib/memberships/remove-member';
import { takeRole } from '@/lib/memberships/take-role';
import { updateMembership } from '@/lib/memberships/update-membership';
import { findRoleIds, type RoleName } from '@/lib/roles/find-role-ids';
import { getUserRecord } from '@/lib/users/get-user-record';
import type { RecordedMembership } from '@/lib/users/user-record';
import { addMember, readMembership } from './add-member';
import type { Handlers } from './handler';
import { keyOf } from './identities';
import { parseInput } from './parse';
import { presentUser } from './present-user';
import { readPairs } from './read-profile';

/** The calls of `UserService` about a person in one organization. */
export const membershipHandlers: Handlers<typeof UserService> = {
  async createMembership(ctx, { organizationId, identities, membership, sendInvitationEmail }) {
    const { id, email } = await getUserRecord(ctx, keyOf(identities));
    const member = { organizationId, email, ...readMembership(membership) };
    await addMember(ctx, member, sendInvitationEmail);
    return { user: await presentUser(ctx, await getUserRecord(ctx, { id })) };
  },

  async updateMembership(ctx, { organizationId, identities, membership }) {
    const { id: userId } = await getUserRecord(ctx, keyOf(identities));
    const { roles = [], metadata } = membership ?? {};
    if (roles.length > 0) await changeRoles(ctx, await rolesInput(ctx, { organizationId, userId }, roles));
    const pairs = readPairs(metadata);
    const ref = await findMembershipRef(ctx, { organizationId, userId });
    if (pairs) await updateMembership(ctx, parseInput(updateMembershipSchema, { ...ref, metadata: pairs }));
    return { user: await presentUser(ctx, await getUserRecord(ctx, { id: userId })) };
  },

  async deleteMembership(ctx, { organizationId, identities, cascade }) {
    const { id: userId } = await getUserRecord(ctx, keyOf(identities));
    const ref = await findMembershipRef(ctx, { organizationId, userId });
    await removeMember(ctx, parseInput(removeMemberSchema, { ...ref, keepUser: cascade === false }));
    return {};
  },

  async listUserRoles(ctx, { organizationId, userId }) {
    return { roles: [...(await membershipOf(ctx, organizationId, userId)).roles] };
  },

  async assignUserRoles(ctx, { organizationId, userId, roles }) {
    const asked = roles.map(({ id, roleName }) => ({ id, name: roleName }));
    await assignRoles(ctx, await rolesInput(ctx, { organizationId, userId }, asked));
    return { roles: [...(await membershipOf(ctx, organizationId, userId)).roles] };
  },

  async removeUserRole(ctx, { organizationId, userId, roleName }) {
    const ref = await findMembershipRef(ctx, { organizationId, userId });
    const { roles } = await membershipOf(ctx, organizationId, userId);
    const held = roles.find((role) => role.name === roleName);
    if (!held) return refuse('not_found', `This person does not have the role ${roleName}.`);
    await takeRole(ctx, parseInput(takeRoleSchema, { ...ref, roleId: held.id }));
    return {};
  },

  async listUserPermissions(ctx, { organizationId, userId }) {
    const { permissions } = await membershipOf(ctx, organizationId, userId);
    return { permissions: permissions.map((name) => ({ name })) };
  },
};

async function rolesInput(
  ctx: Ctx,
  member: { readonly organizationId: string; readonly userId: string },
  roles: readonly RoleName[],
): Promise<ChangeRolesInput> {
  const ref = await findMembershipRef(ctx, member);
  const roleIds = await findRoleIds(ctx, { organizationId: member.organizationId, roles });
  return parseInput(changeRolesSchema, { ...ref, roleIds: [...new Set(roleIds)] });
}

async function membershipOf(ctx: Ctx, organizationId: string, userId: string): Promise<RecordedMembership> {
  const { memberships } = await getUserRecord(ctx, { id: userId });
  const found = memberships.find((membership) => membership.organizationId === organizationId);
  return found ?? refuse('not_found', 'This person does not belong to the organization.');
}
