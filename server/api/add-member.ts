import type { MessageShape } from '@bufbuild/protobuf';
import type { CreateMembershipSchema } from '@scalekit-sdk/node/lib/pkg/grpc/scalekit/v1/users/users_pb.js';
import type { z } from 'zod';
import type { Ctx } from '@/lib/authz/context';
import { applicationInvitationSchema } from '@/lib/invitations/invitation.schema';
import { inviteMember } from '@/lib/invitations/invite-member';
import { applicationMemberSchema } from '@/lib/memberships/membership.schema';
import { provisionMember } from '@/lib/memberships/provision-member';
import { getOrganization } from '@/lib/organizations/get-organization';
import { findRoleIds, type RoleName } from '@/lib/roles/find-role-ids';
import { parseInput } from './parse';

type NewMember = Omit<z.input<typeof applicationInvitationSchema>, 'roleIds'> & {
  /** None: the organization's default role for members. */
  readonly roles: readonly RoleName[];
};

/** Adds a person to an organization, by an invitation unless `send_invitation_email` is false. */
export async function addMember(
  ctx: Ctx,
  { roles, ...member }: NewMember,
  sendInvitationEmail = true,
): Promise<{ userId: string }> {
  const roleIds = await roleIdsOf(ctx, member.organizationId, roles);
  const input = { ...member, roleIds, isDefaultRole: roles.length === 0 };
  return sendInvitationEmail
    ? inviteMember(ctx, parseInput(applicationInvitationSchema, input))
    : provisionMember(ctx, parseInput(applicationMemberSchema, input));
}

/** What a request says of a membership. */
export function readMembership(membership: MessageShape<typeof CreateMembershipSchema> | undefined) {
  const { roles = [], metadata, inviterEmail } = membership ?? {};
  return { roles, membershipMetadata: metadata, inviterEmail };
}

async function roleIdsOf(ctx: Ctx, organizationId: string, roles: readonly RoleName[]): Promise<string[]> {
  if (roles.length > 0) return findRoleIds(ctx, { organizationId, roles });
  return [(await getOrganization(ctx, { organizationId })).effectiveDefaultMemberRoleId];
}
