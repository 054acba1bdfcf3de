import type { UserService } from '@scalekit-sdk/node/lib/pkg/grpc/scalekit/v1/users/users_pb.js';
import type { Ctx } from '@/lib/authz/context';
import { isUsherError, refuse } from '@/lib/errors';
import { getInvitationRecord } from '@/lib/invitations/get-invitation-record';
import { resendInvitation } from '@/lib/invitations/resend-invitation';
import { deleteUser } from '@/lib/memberships/delete-user';
import { findMembershipRef } from '@/lib/memberships/find-membership-ref';
import { getUserRecord } from '@/lib/users/get-user-record';
import { listUserRecords } from '@/lib/users/list-user-records';
import { updateUser } from '@/lib/users/update-user';
import { updateUserSchema } from '@/lib/users/user.schema';
import { addMember, readMembership } from './add-member';
import type { Handlers } from './handler';
import { keyOf } from './identities';
import { pageFields, readPaging } from './paging';
import { parseInput } from './parse';
import { presentInvite, presentUser } from './present-user';
import { readPairs, readProfile } from './read-profile';

export const userHandlers: Handlers<typeof UserService> = {
  async createUserAndMembership(ctx, { organizationId, user, sendInvitationEmail }) {
    const { email = '', externalId, metadata, membership, userProfile } = user ?? {};
    const member = {
      organizationId,
      email,
      ...readMembership(membership),
      ...readProfile(userProfile),
      externalId,
      metadata,
    };
    const { userId } = await addMember(ctx, member, sendInvitationEmail);
    return { user: await presentUser(ctx, await getUserRecord(ctx, { id: userId })) };
  },

  async getUser(ctx, { identities }) {
    return { user: await presentUser(ctx, await getUserRecord(ctx, keyOf(identities))) };
  },

  async updateUser(ctx, { identities, user }) {
    const { id: userId } = await getUserRecord(ctx, keyOf(identities));
    const { externalId, metadata, userProfile } = user ?? {};
    const input = { userId, externalId, metadata: readPairs(metadata), ...readProfile(userProfile) };
    await updateUser(ctx, parseInput(updateUserSchema, input));
    return { user: await presentUser(ctx, await getUserRecord(ctx, { id: userId })) };
  },

  async deleteUser(ctx, { identities }) {
    const { id: userId } = await getUserRecord(ctx, keyOf(identities));
    await deleteUser(ctx, { userId });
    return {};
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

  async resendInvite(ctx, { organizationId, id: userId }) {
    const ref = await findMembershipRef(ctx, { organizationId, userId });
    await resendInvitation(ctx, ref).catch(alreadyAccepted);
    return { invite: presentInvite(organizationId, await getInvitationRecord(ctx, ref)) };
  },
};

/** The contract's answer to that is 400, not 409. */
function alreadyAccepted(error: unknown): never {
  if (isUsherError(error) && error.code === 'already_member')
    return refuse('invitation_used', 'The invitation has been accepted already.');
  throw error;
}

async function listing(
  ctx: Ctx,
  organizationId: string | null,
  search: string | null,
  request: { pageSize: number; pageToken: string },
) {
  const page = await listUserRecords(ctx, { organizationId, search, ...readPaging(request) });
  return {
    users: await Promise.all(page.rows.map((record) => presentUser(ctx, record))),
    ...pageFields(page),
  };
}
