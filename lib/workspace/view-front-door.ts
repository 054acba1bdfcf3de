import type { Ctx } from '../authz/context';

export interface FrontDoor {
  readonly applicationName: string;
  /** Where people turn when something does not work. */
  readonly supportAddress: string | null;
  readonly isClaimed: boolean;
}

/** What everybody may know of the workspace: whose login page this is. Public: it stands on that page. */
export async function viewFrontDoor(ctx: Ctx): Promise<FrontDoor> {
  const { claimedAt, ...rest } = await ctx.db.workspace.findFirstOrThrow({
    select: { applicationName: true, supportAddress: true, claimedAt: true },
  });
  return { ...rest, isClaimed: claimedAt !== null };
}
