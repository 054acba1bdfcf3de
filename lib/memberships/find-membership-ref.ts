import { authorize } from '../authz/authorize';
import type { Ctx } from '../authz/context';
import { refuse } from '../errors';
import type { MembershipRef } from './membership.schema';

/** The membership of a person in an organization, or `not_found`. */
export async function findMembershipRef(
  ctx: Ctx,
  input: { readonly organizationId: string; readonly userId: string },
): Promise<MembershipRef> {
  authorize(ctx, 'membership.list', input.organizationId);
  const membership = await ctx.db.membership.findUnique({
    where: { organizationId_userId: input },
    select: { id: true },
  });
  if (!membership) return refuse('not_found', 'This person does not belong to the organization.');
  return { organizationId: input.organizationId, membershipId: membership.id };
}
