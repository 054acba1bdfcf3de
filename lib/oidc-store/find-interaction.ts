import type { Ctx } from '../authz/context';

/** An authorization request that waits, or waited, for a person. */
export interface FoundInteraction {
  readonly id: string;
  readonly clientId: string;
  readonly clientName: string;
  /** Where its application begins a login. */
  readonly initiateLoginUri: string | null;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly isExpired: boolean;
}

/** The waiting request of an id, or null. Public: the id is known to the browser that asked alone. */
export async function findInteraction(ctx: Ctx, id: string): Promise<FoundInteraction | null> {
  const row = await ctx.db.interaction.findUnique({
    where: { id },
    select: {
      clientId: true,
      payload: true,
      expiresAt: true,
      client: { select: { name: true, initiateLoginUri: true } },
    },
  });
  return (
    row && {
      id,
      clientId: row.clientId,
      clientName: row.client.name,
      initiateLoginUri: row.client.initiateLoginUri,
      payload: row.payload as Record<string, unknown>,
      isExpired: row.expiresAt <= ctx.now,
    }
  );
}
