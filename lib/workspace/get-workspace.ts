import { authorize } from '../authz/authorize';
import type { Ctx } from '../authz/context';

export interface WorkspaceSettings {
  readonly id: string;
  readonly applicationName: string;
  readonly supportAddress: string | null;
  readonly mailFromName: string | null;
  readonly mailFromAddress: string | null;
  readonly hasLogo: boolean;
  readonly invitationTtlSeconds: number;
  /** The seats of organizations that are created from now on; null: no limit. */
  readonly seatsDefault: number | null;
  readonly blockPublicDomains: boolean;
  readonly blockDisposableDomains: boolean;
  readonly defaultCreatorRoleId: string;
  readonly defaultMemberRoleId: string;
  readonly claimedAt: Date | null;
}

/** The settings of this installation, for staff. */
export async function getWorkspace(ctx: Ctx): Promise<WorkspaceSettings> {
  authorize(ctx, 'workspace.read');
  const { logoType, ...settings } = await ctx.db.workspace.findFirstOrThrow({
    select: {
      id: true,
      applicationName: true,
      supportAddress: true,
      mailFromName: true,
      mailFromAddress: true,
      logoType: true,
      invitationTtlSeconds: true,
      seatsDefault: true,
      blockPublicDomains: true,
      blockDisposableDomains: true,
      defaultCreatorRoleId: true,
      defaultMemberRoleId: true,
      claimedAt: true,
    },
  });
  return { ...settings, hasLogo: logoType !== null };
}
