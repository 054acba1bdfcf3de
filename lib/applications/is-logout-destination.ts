import type { Ctx } from '../authz/context';

export interface LogoutDestination {
  /** The client that asks, where it is known. */
  readonly clientId: string | null;
  readonly uri: string;
}

/**
 * Whether somebody may be sent to an address after logging out: one that the client registered exactly so, or, where no
 * client is named, that any of them did. Public: where people may be sent is no secret.
 */
export async function isLogoutDestination(ctx: Ctx, { clientId, uri }: LogoutDestination): Promise<boolean> {
  const client = await ctx.db.client.findFirst({
    where: { ...(clientId !== null && { id: clientId }), postLogoutRedirectUris: { has: uri } },
    select: { id: true },
  });
  return client !== null;
}
