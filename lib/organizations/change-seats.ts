import { recordAudit } from '../audit/record';
import { authorize } from '../authz/authorize';
import type { Ctx } from '../authz/context';
import { type Transaction, violatedConstraint } from '../db';
import { refuse, refuseField } from '../errors';
import type { ChangeSeatsInput } from './organization.schema';
import { lockOrganization, releasedSeatsSql } from './seats';

interface Seats {
  readonly name: string;
  readonly seatsCap: number | null;
  readonly seatsUsed: number;
}

/**
 * Sets how many seats an organization has; null removes the limit. Seats of expired invitations are given back first.
 * Refuses fewer than are taken then: the check constraint decides, also against parallel invitations.
 */
export async function changeSeats(ctx: Ctx, input: ChangeSeatsInput): Promise<void> {
  authorize(ctx, 'organization.change-seats', input.organizationId);
  const { organizationId, seatsCap } = input;
  try {
    await ctx.db.$transaction(async (tx) => {
      await lockOrganization(tx, organizationId);
      const before = await releaseSeats(tx, ctx, organizationId);
      if (before.seatsCap === seatsCap) return;
      const data = { seatsCap, updatedAt: ctx.now };
      await tx.organization.update({ where: { id: organizationId }, data, select: { id: true } });
      await recordAudit(tx, ctx, {
        action: 'organization.updated',
        organizationId,
        target: { kind: 'organization', id: organizationId, name: before.name },
        changes: { before: { seatsCap: before.seatsCap }, after: { seatsCap } },
      });
    });
  } catch (error) {
    if (violatedConstraint(error) !== 'organizations_seats_within_cap') throw error;
    refuseField('seatsCap', 'More seats than that are taken. Remove people or revoke invitations first.');
  }
}

/** Gives back the seats of expired invitations, and tells what is taken then. */
async function releaseSeats(tx: Transaction, ctx: Ctx, organizationId: string): Promise<Seats> {
  const [seats] = await tx.$queryRaw<Seats[]>`
    with ${releasedSeatsSql(ctx, organizationId)}
    update organizations set seats_used = seats_used - (select count(*) from released)::int
    where id = ${organizationId} returning name, seats_cap as "seatsCap", seats_used as "seatsUsed"`;
  return seats ?? refuse('not_found', 'There is no such organization.');
}
