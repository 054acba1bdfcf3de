import { authorize, grantablePermissions } from '../authz/authorize';
import type { Ctx } from '../authz/context';
import { type AddedMember, addMember } from './add-member';
import type { NewMemberInput } from './membership.schema';

/**
 * Adds one person as a member at once, without an invitation and without mail. Proves nothing about the address, which
 * stays unverified until the person signs in by a link that is mailed there. Refuses like an invitation.
 */
export async function provisionMember(ctx: Ctx, input: NewMemberInput): Promise<AddedMember> {
  const actor = authorize(ctx, 'membership.provision', input.organizationId);
  const grantable = grantablePermissions(actor, input.organizationId);
  const roleSource = input.isDefaultRole ? 'DEFAULT' : 'MANUAL';
  return addMember(ctx.db, ctx, {
    grantable,
    person: input,
    provisioningMethod: 'direct_provision',
    roleSource,
  });
}
