import type { Ctx } from '../authz/context';
import { isClaimToken } from './claim-token';

export interface ClaimView {
  /** `unknown`: the token is wrong; nothing is told about the workspace then. */
  readonly state: 'open' | 'claimed' | 'unknown';
}

/** What the claim link's page shows. Changes nothing. Public: the token is the proof. */
export async function viewClaim(ctx: Ctx, input: { readonly token: string }): Promise<ClaimView> {
  const workspace = await ctx.db.workspace.findFirstOrThrow({ select: { id: true, claimedAt: true } });
  if (!isClaimToken(input.token, workspace.id)) return { state: 'unknown' };
  return { state: workspace.claimedAt ? 'claimed' : 'open' };
}
