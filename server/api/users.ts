import type { MessageInitShape } from '@bufbuild/protobuf';
import { timestampFromDate } from '@bufbuild/protobuf/wkt';
import {
  MembershipStatus,
  type OrganizationMembershipSchema,
} from '@scalekit-sdk/node/lib/pkg/grpc/scalekit/v1/commons/commons_pb.js';
import type {
  InviteSchema,
  UserSchema,
  UserService,
} from '@scalekit-sdk/node/lib/pkg/grpc/scalekit/v1/users/users_pb.js';
import type { Ctx } from '@/lib/authz/context';
import { isUsherError, refuse, refuseField } from '@/lib/errors';
import { getInvitationRecord, type InvitationRecord } from '@/lib/invitations/get-invitation-record';
import { inviteMemberSchema } from '@/lib/invitations/invitation.schema';
import { inviteMember } from '@/lib/invitations/invite-member';
import { resendInvitation } from '@/lib/invitations/resend-invitation';
import { changeRoles } from '@/lib/memberships/change-roles';
import { findMembershipRef } from '@/lib/memberships/find-membership-ref';
import { changeRolesSchema, removeMemberSchema } from '@/lib/memberships/membership.schema';
import { removeMember } from '@/lib/memberships/remove-member';
import { getOrganization } from '@/lib/organizations/get-organization';
import { findRoleIds, type RoleName } from '@/lib/roles/find-role-ids';
import { getUserRecord, type UserKey } from '@/lib/users/get-user-record';
import { listUserRecords } from '@/lib/users/list-user-records';
import type { RecordedMembership, UserRecord } from '@/lib/users/user-record';
import { readEnvironmentId } from '@/lib/workspace/read-environment-id';
import type { Handlers } from './handler';
import { pageFields, readPaging } from './paging';
import { parseInput } from './parse';

export const userHandlers: Handlers<typeof UserService> = {
  async createUserAndMembership(ctx, { organizationId, user, sendInvitationEmail }) {
    requireInvitation(sendInvitationEmail);
    const { email = '', externalId, metadata, membership, userProfile } = user ?? {};
    const { userId } = await inviteMember(
      ctx,
      parseInput(inviteMemberSchema, {
        organizationId,
        email,
        roleIds: await roleIdsOf(ctx, organizationId, membership?.roles ?? []),
        givenName: userProfile?.givenName || userProfile?.firstName,
        familyName: userProfile?.familyName || userProfile?.lastName,
        displayName: userProfile?.name,
        phoneNumber: userProfile?.phoneNumber,
        externalId,
        metadata,
      }),
    );
    return { user: await show(ctx, await getUserRecord(ctx, { id: userId })) };
  },

  async getUser(ctx, { identities }) {
    return { user: await show(ctx, await getUserRecord(ctx, keyOf(identities))) };
  },

  async listUsers(ctx, request) {
    return listing(ctx, null, null, request);
  },

  async listOrganizationUsers(ctx, request) {
    return listing(ctx, request.organizationId, null, request);
  },

  async searchUsers(ctx, request) {
    return listing(ctx, null, request.query, request);
  },

  async searchOrganizationUsers(ctx, request) {
    return listing(ctx, request.organizationId, request.query, request);
  },

  async createMembership(ctx, { organizationId, identities, membership, sendInvitationEmail }) {
    requireInvitation(sendInvitationEmail);
    const { id, email } = await getUserRecord(ctx, keyOf(identities));
    const roleIds = await roleIdsOf(ctx, organizationId, membership?.roles ?? []);
    await inviteMember(ctx, parseInput(inviteMemberSchema, { organizationId, email, roleIds }));
    return { user: await show(ctx, await getUserRecord(ctx, { id })) };
  },

  async updateMembership(ctx, { organizationId, identities, membership }) {
    const { id: userId } = await getUserRecord(ctx, keyOf(identities));
    const roles = membership?.roles ?? [];
    if (roles.length > 0) await giveRoles(ctx, { organizationId, userId }, roles);
    return { user: await show(ctx, await getUserRecord(ctx, { id: userId })) };
  },

  async deleteMembership(ctx, { organizationId, identities, cascade }) {
    const { id: userId } = await getUserRecord(ctx, keyOf(identities));
    const ref = await findMembershipRef(ctx, { organizationId, userId });
    await removeMember(ctx, parseInput(removeMemberSchema, { ...ref, keepUser: cascade === false }));
    return {};
  },

  async resendInvite(ctx, { organizationId, id: userId }) {
    const ref = await findMembershipRef(ctx, { organizationId, userId });
    await resendInvitation(ctx, ref).catch(alreadyAccepted);
    return { invite: presentInvite(organizationId, await getInvitationRecord(ctx, ref)) };
  },

  async listUserRoles(ctx, { organizationId, userId }) {
    return { roles: [...(await membershipOf(ctx, organizationId, userId)).roles] };
  },

  async assignUserRoles(ctx, { organizationId, userId, roles }) {
    const { roles: held } = await membershipOf(ctx, organizationId, userId);
    const asked = roles.map(({ id, roleName }) => ({ id, name: roleName }));
    await giveRoles(ctx, { organizationId, userId }, [...held, ...asked]);
    return { roles: [...(await membershipOf(ctx, organizationId, userId)).roles] };
  },

  async removeUserRole(ctx, { organizationId, userId, roleName }) {
    const { roles } = await membershipOf(ctx, organizationId, userId);
    const left = roles.filter((role) => role.name !== roleName);
    if (left.length === roles.length) refuse('not_found', `This person does not have the role ${roleName}.`);
    await giveRoles(ctx, { organizationId, userId }, left);
    return {};
  },

  async listUserPermissions(ctx, { organizationId, userId }) {
    const { permissions } = await membershipOf(ctx, organizationId, userId);
    return { permissions: permissions.map((name) => ({ name })) };
  },
};

/** Adding somebody without asking them is not answered yet. */
function requireInvitation(sendInvitationEmail: boolean | undefined): void {
  if (sendInvitationEmail === false)
    refuseField('send_invitation_email', 'Usher adds people by invitation only so far.');
}

/** The contract's answer to that is 400, not 409. */
function alreadyAccepted(error: unknown): never {
  if (isUsherError(error) && error.code === 'already_member')
    return refuse('invitation_used', 'The invitation has been accepted already.');
  throw error;
}

function presentInvite(
  organizationId: string,
  record: InvitationRecord,
): MessageInitShape<typeof InviteSchema> {
  return {
    organizationId,
    userId: record.userId,
    status: record.status,
    createdAt: timestampFromDate(record.createdAt),
    expiresAt: timestampFromDate(record.expiresAt),
    resentCount: record.resentCount,
    ...(record.resentAt && { resentAt: timestampFromDate(record.resentAt) }),
  };
}

type Identities =
  | { readonly case: 'id' | 'externalId'; readonly value: string }
  | { readonly case: undefined; readonly value?: undefined };

function keyOf(identities: Identities): UserKey {
  if (identities.case === 'id') return { id: identities.value };
  if (identities.case === 'externalId') return { externalId: identities.value };
  return refuseField('id', 'Give the id or the external id.');
}

/** None said: the organization's default role for members. */
async function roleIdsOf(ctx: Ctx, organizationId: string, roles: readonly RoleName[]): Promise<string[]> {
  if (roles.length > 0) return findRoleIds(ctx, { organizationId, roles });
  return [(await getOrganization(ctx, { organizationId })).effectiveDefaultMemberRoleId];
}

async function giveRoles(
  ctx: Ctx,
  member: { readonly organizationId: string; readonly userId: string },
  roles: readonly RoleName[],
): Promise<void> {
  const ref = await findMembershipRef(ctx, member);
  const roleIds = [...new Set(await findRoleIds(ctx, { organizationId: member.organizationId, roles }))];
  await changeRoles(ctx, parseInput(changeRolesSchema, { ...ref, roleIds }));
}

async function membershipOf(ctx: Ctx, organizationId: string, userId: string): Promise<RecordedMembership> {
  const { memberships } = await getUserRecord(ctx, { id: userId });
  const found = memberships.find((membership) => membership.organizationId === organizationId);
  return found ?? refuse('not_found', 'This person does not belong to the organization.');
}

async function listing(
  ctx: Ctx,
  organizationId: string | null,
  search: string | null,
  request: { pageSize: number; pageToken: string },
) {
  const page = await listUserRecords(ctx, { organizationId, search, ...readPaging(request) });
  return { users: await Promise.all(page.rows.map((record) => show(ctx, record))), ...pageFields(page) };
}

async function show({ db }: Ctx, record: UserRecord) {
  return present(record, await readEnvironmentId(db));
}

/** `first_name` and `last_name` are what older clients read. */
function present(record: UserRecord, environmentId: string): MessageInitShape<typeof UserSchema> {
  const [givenName, familyName] = [record.givenName ?? '', record.familyName ?? ''];
  const names = { givenName, familyName, firstName: givenName, lastName: familyName };
  return {
    id: record.id,
    environmentId,
    email: record.email,
    createTime: timestampFromDate(record.createdAt),
    updateTime: timestampFromDate(record.updatedAt),
    memberships: record.memberships.map(presentMembership),
    metadata: { ...record.metadata },
    userProfile: {
      id: record.id,
      ...names,
      name: record.visibleName,
      emailVerified: record.emailVerified,
    },
    ...(record.externalId !== null && { externalId: record.externalId }),
    ...(record.lastLoginAt && { lastLoginTime: timestampFromDate(record.lastLoginAt) }),
  };
}

function presentMembership(
  record: RecordedMembership,
): MessageInitShape<typeof OrganizationMembershipSchema> {
  return {
    organizationId: record.organizationId,
    name: record.organizationName,
    displayName: record.organizationName,
    membershipStatus: MembershipStatus[record.status],
    roles: [...record.roles],
    permissions: [...record.permissions],
    provisioningMethod: record.provisioningMethod,
    metadata: { ...record.metadata },
    createdAt: timestampFromDate(record.createdAt),
    ...(record.joinedAt && {
      joinTime: timestampFromDate(record.joinedAt),
      acceptedAt: timestampFromDate(record.joinedAt),
    }),
    ...(record.expiresAt && { expiresAt: timestampFromDate(record.expiresAt) }),
  };
}
