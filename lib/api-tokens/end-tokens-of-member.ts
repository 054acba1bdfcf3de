import type { Ctx } from '../authz/context';
import type { Transaction } from '../db';

/**
 * Ends the tokens of a member for good, in the caller's transaction, and returns how many were good: they do not come back
 * when the person does. Its callers have authorised.
 */
export async function endTokensOfMember(tx: Transaction, ctx: Ctx, membershipId: string): Promise<number> {
  const { count } = await tx.apiToken.updateMany({
    where: { membershipId, endedAt: null },
    data: { endedAt: ctx.now, updatedAt: ctx.now },
  });
  return count;
}
