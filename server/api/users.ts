import type { UserService } from '@scalekit-sdk/node/lib/pkg/grpc/scalekit/v1/users/users_pb.js';
import type { Ctx } from '@/lib/authz/context';
import { isUsherError, refuse } from '@/lib/errors';
import { getInvitationRecord } from '@/lib/invitations/get-invitation-record';
import { resendInvitation } from '@/lib/invitations/resend-invitation';
import { findMembershipRef } from '@/lib/memberships/find-membership-ref';
import { getUserRecord } from '@/lib/users/get-user-record';
import { listUserRecords } from '@/lib/users/list-user-records';
import { addMember } from './add-member';
import type { Handlers } from './handler';
import { keyOf } from './identities';
import { pageFields, readPaging } from './paging';
import { presentInvite, presentUser } from './present-user';

export const userHandlers: Handlers<typeof UserService> = {
  async createUserAndMembership(ctx, { organizationId, user, sendInvitationEmail }) {
    const { email = '', externalId, metadata, membership, userProfile } = user ?? {};
    const member = {
      organizationId,
      email,
      roles: membership?.roles ?? [],
      givenName: userProfile?.givenName || userProfile?.firstName,
      familyName: userProfile?.familyName || userProfile?.lastName,
      displayName: userProfile?.name,
      phoneNumber: userProfile?.phoneNumber,
      externalId,
      metadata,
    };
    const { userId } = await addMember(ctx, member, sendInvitationEmail);
    return { user: await presentUser(ctx, await getUserRecord(ctx, { id: userId })) };
  },

  async getUser(ctx, { identities }) {
    return { user: await presentUser(ctx, await getUserRecord(ctx, keyOf(identities))) };
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
