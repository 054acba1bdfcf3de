import type { Ctx } from '@/lib/authz/context';
import { type InviteMemberForm, inviteMemberSchema } from '@/lib/invitations/invitation.schema';
import { type InvitedMember, inviteMember } from '@/lib/invitations/invite-member';
import { freshEmail, memberRoleId } from './world';

/** Invites as the form does: a fresh address as a member, unless told otherwise. */
export async function invite(
  ctx: Ctx,
  organizationId: string,
  form: Partial<InviteMemberForm> = {},
): Promise<InvitedMember> {
  const given = { organizationId, email: freshEmail('invitee'), roleIds: [memberRoleId], ...form };
  return inviteMember(ctx, inviteMemberSchema.parse(given));
}
