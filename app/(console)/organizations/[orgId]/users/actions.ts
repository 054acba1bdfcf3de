'use server';

import { applyToMembers } from '@/lib/invitations/apply-to-members';
import { bulkMembersSchema } from '@/lib/invitations/bulk.schema';
import { checkInvitee, checkInviteeSchema } from '@/lib/invitations/check-invitee';
import { copyInvitationLink } from '@/lib/invitations/copy-invitation-link';
import { inviteMemberSchema } from '@/lib/invitations/invitation.schema';
import { inviteMember } from '@/lib/invitations/invite-member';
import { resendInvitation } from '@/lib/invitations/resend-invitation';
import { revokeInvitation } from '@/lib/invitations/revoke-invitation';
import { changeRoles } from '@/lib/memberships/change-roles';
import { deactivateMember } from '@/lib/memberships/deactivate-member';
import { describeEnding } from '@/lib/memberships/describe-ending';
import { detachMember } from '@/lib/memberships/detach-member';
import {
  changeRolesSchema,
  membershipRefSchema,
  removeMemberSchema,
} from '@/lib/memberships/membership.schema';
import { reactivateMember } from '@/lib/memberships/reactivate-member';
import { releaseRoles } from '@/lib/memberships/release-roles';
import { removeMember } from '@/lib/memberships/remove-member';
import { defineAction } from '@/server/actions/define-action';
import { thenRefresh } from '../../../then-refresh';

export const inviteMemberAction = defineAction(inviteMemberSchema, thenRefresh(inviteMember));
export const checkInviteeAction = defineAction(checkInviteeSchema, checkInvitee);
export const resendInvitationAction = defineAction(membershipRefSchema, thenRefresh(resendInvitation));
export const revokeInvitationAction = defineAction(membershipRefSchema, thenRefresh(revokeInvitation));
export const copyInvitationLinkAction = defineAction(membershipRefSchema, copyInvitationLink);

export const changeRolesAction = defineAction(changeRolesSchema, thenRefresh(changeRoles));
export const releaseRolesAction = defineAction(membershipRefSchema, thenRefresh(releaseRoles));
export const describeEndingAction = defineAction(membershipRefSchema, describeEnding);
export const deactivateMemberAction = defineAction(membershipRefSchema, thenRefresh(deactivateMember));
export const reactivateMemberAction = defineAction(membershipRefSchema, thenRefresh(reactivateMember));
export const removeMemberAction = defineAction(removeMemberSchema, thenRefresh(removeMember));
export const applyToMembersAction = defineAction(bulkMembersSchema, thenRefresh(applyToMembers));
export const detachMemberAction = defineAction(membershipRefSchema, thenRefresh(detachMember));
