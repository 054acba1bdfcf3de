import type { Ctx } from '../authz/context';
import { claimUrl } from './claim-token';

/**
 * The link that claims this workspace, or null when it was claimed. Public: only the start asks for it, and prints it
 * on the operator's own console.
 */
export async function createClaimLink(ctx: Pick<Ctx, 'db'>): Promise<string | null> {
  const workspace = await ctx.db.workspace.findFirstOrThrow({ select: { id: true, claimedAt: true } });
  return workspace.claimedAt ? null : claimUrl(workspace.id);
}
