import { authorize } from '../authz/authorize';
import type { Ctx } from '../authz/context';
import { isUsherError } from '../errors';
import { describeError, log } from '../log';
import { changeRoles } from '../memberships/change-roles';
import { deactivateMember } from '../memberships/deactivate-member';
import type { MembershipRef } from '../memberships/membership.schema';
import { reactivateMember } from '../memberships/reactivate-member';
import { removeMember } from '../memberships/remove-member';
import type { BulkMembersInput, BulkOperation } from './bulk.schema';
import { resendInvitation } from './resend-invitation';
import { revokeInvitation } from './revoke-invitation';

export interface BulkResult {
  readonly done: number;
  readonly refused: readonly { readonly membershipId: string; readonly sentence: string }[];
}

type Step = (ctx: Ctx, ref: MembershipRef, input: BulkMembersInput) => Promise<unknown>;

const steps: Record<BulkOperation, Step> = {
  resend: resendInvitation,
  revoke: revokeInvitation,
  'change-roles': (ctx, ref, input) => changeRoles(ctx, { ...ref, roleIds: input.roleIds ?? [] }),
  deactivate: deactivateMember,
  reactivate: reactivateMember,
  remove: (ctx, ref) => removeMember(ctx, { ...ref, keepUser: false }),
};

/**
 * Does the same to several members, one transaction each: what is refused for one (each use case authorises and
 * checks by itself) or fails does not undo the others, and is told with its reason.
 */
export async function applyToMembers(ctx: Ctx, input: BulkMembersInput): Promise<BulkResult> {
  authorize(ctx, 'membership.list', input.organizationId);
  const refused: { membershipId: string; sentence: string }[] = [];
  const ids = [...new Set(input.membershipIds)];
  for (const membershipId of ids) {
    try {
      await steps[input.operation](ctx, { organizationId: input.organizationId, membershipId }, input);
    } catch (error) {
      refused.push({ membershipId, sentence: explain(ctx, error) });
    }
  }
  return { done: ids.length - refused.length, refused };
}

function explain(ctx: Ctx, error: unknown): string {
  if (isUsherError(error)) return error.message;
  log.error({ requestId: ctx.requestId, ...describeError(error) }, 'a bulk action failed for one member');
  return 'Something went wrong on our side. Please try this one again.';
}
