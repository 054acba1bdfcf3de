import type { Ctx } from '../authz/context';

export interface FrontDoor {
  readonly applicationName: string;
  /** Where people turn when something does not work. */
  readonly supportAddress: string | null;
  /** Whether there is a logo to show (get-logo). */
  readonly hasLogo: boolean;
  readonly isClaimed: boolean;
}

/** What everybody may know of the workspace: whose login page this is. Public: it stands on that page. */
export async function viewFrontDoor(ctx: Ctx): Promise<FrontDoor> {
  const { claimedAt, logoType, ...rest } = await ctx.db.workspace.findFirstOrThrow({
    select: { applicationName: true, supportAddress: true, claimedAt: true, logoType: true },
  });
  return { ...rest, hasLogo: logoType !== null, isClaimed: claimedAt !== null };
}
