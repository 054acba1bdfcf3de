import type { Ctx } from '../authz/context';
import { refuse } from '../errors';
import { consumeLimits } from '../limits/consume-limits';
import { visitorNetwork } from '../limits/visitor-network';
import { recordRefusedLogin } from '../login-log/record-login-attempt';
import { beginAttempt } from '../sign-in/begin-attempt';
import { takeWorkspace } from './take-workspace';
import { viewClaim } from './view-claim';
import type { ClaimWorkspaceInput } from './workspace.schema';

/**
 * Makes whoever holds the link from the operator's console the first owner and begins their sign-in in this browser.
 * Their address counts as verified: the console is trusted more than any mailbox. Of parallel claims one wins. Refuses
 * with `link_unknown`, `link_used` or `rate_limited`. Public: the token is the proof.
 */
export async function claimWorkspace(
  ctx: Ctx,
  input: ClaimWorkspaceInput,
): Promise<{ attemptSecret: string }> {
  await consumeLimits(ctx, [{ key: `claim/ip/${visitorNetwork(ctx.ip)}`, count: 20, windowSeconds: 3600 }]);
  const { state } = await viewClaim(ctx, input);
  if (state === 'unknown')
    refuse('link_unknown', 'This link is not right. Open the one that the start printed.');
  const begun = await ctx.db.$transaction(async (tx) => {
    const taking = { email: input.email, applicationName: input.applicationName, verified: true };
    const userId = await takeWorkspace(tx, ctx, taking);
    return userId && beginAttempt(tx, ctx, { userId, method: 'claim', returnTo: '/organizations' });
  });
  if (begun) return begun;
  const failure = { step: 'claim', reason: 'The workspace was claimed already.' };
  await recordRefusedLogin(ctx.db, ctx, { method: 'claim', email: input.email, failure });
  return refuse('link_used', 'This workspace is claimed already. Sign in instead.');
}
