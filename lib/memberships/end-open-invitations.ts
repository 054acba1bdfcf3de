import type { Ctx } from '../authz/context';
import type { Transaction } from '../db';

export interface EndedInvitations {
  readonly ids: readonly string[];
  /** How many of them were counted against the seats. */
  readonly seatsHeld: number;
}

/** Revokes what is open for a membership: its links are dead when the transaction commits. */
export async function endOpenInvitations(
  tx: Transaction,
  ctx: Ctx,
  membershipId: string,
): Promise<EndedInvitations> {
  const rows = await tx.$queryRaw<{ id: string; seat_held: boolean }[]>`
    update invitations set revoked_at = ${ctx.now}::timestamptz
    where membership_id = ${membershipId} and accepted_at is null and revoked_at is null
    returning id, seat_held`;
  return { ids: rows.map((row) => row.id), seatsHeld: rows.filter((row) => row.seat_held).length };
}
