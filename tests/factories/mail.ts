import type { Database } from '@/lib/db';
import { inviteMemberSchema } from '@/lib/invitations/invitation.schema';
import { type InvitedMember, inviteMember } from '@/lib/invitations/invite-member';
import { createTestOrganization, freshEmail, memberRoleId, type TestOrganization } from './world';

export interface InvitedPerson extends InvitedMember, TestOrganization {}

/** A fresh address invited to a fresh organization: its mail waits to be sent. */
export async function invitePerson(db: Database, organizationName?: string): Promise<InvitedPerson> {
  const organization = await createTestOrganization(db, organizationName);
  const { organizationId, staff } = organization;
  const input = { organizationId, email: freshEmail('invitee'), roleIds: [memberRoleId] };
  return { ...organization, ...(await inviteMember(staff, inviteMemberSchema.parse(input))) };
}
