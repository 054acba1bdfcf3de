import { Prisma } from '@/prisma/generated/client';
import type { Ctx } from '../authz/context';
import { prepared, type Transaction, violatedConstraint } from '../db';
import { refuse } from '../errors';

/**
 * Counts one more person against the seats, after giving back those of invitations that have expired; one statement.
 * Over the cap the database refuses and the transaction fails (see `explainSeats`).
 */
export async function takeSeat(tx: Transaction, ctx: Ctx, organizationId: string): Promise<void> {
  await tx.$queryRaw`
    with ${releasedSeatsSql(ctx, organizationId)}
    update organizations set seats_used = seats_used + 1 - (select count(*) from released)::int
    where id = ${organizationId} returning id`;
}

/**
 * Locks the organization's row until the transaction ends. Every use case that takes or frees a seat, or counts admins,
 * begins with it, in a statement of its own: locks are always taken organization, membership, invitation, person, so
 * that no two of them wait for each other.
 */
export async function lockOrganization(tx: Transaction, organizationId: string): Promise<void> {
  await tx.$queryRaw`${prepared} select 1 from organizations where id = ${organizationId} for update`;
}

/** Gives one seat back. */
export async function freeSeat(tx: Transaction, organizationId: string): Promise<void> {
  await tx.$executeRaw`update organizations set seats_used = seats_used - 1 where id = ${organizationId}`;
}

/** A step named `released`: the expired open invitations that still held a seat and now do not. */
export function releasedSeatsSql(ctx: Ctx, organizationId: string): Prisma.Sql {
  return Prisma.sql`released as (
    update invitations set seat_held = false
    where organization_id = ${organizationId} and seat_held and accepted_at is null and revoked_at is null
      and expires_at <= ${ctx.now}::timestamptz
    returning 1)`;
}

/** Whether the database refused a seat over the cap. */
export function isOverCap(error: unknown): boolean {
  return violatedConstraint(error) === 'organizations_seats_within_cap';
}

/** Turns the database's refusal of a seat into a sentence; passes everything else on. */
export function explainSeats(error: unknown): never {
  if (!isOverCap(error)) throw error;
  return refuse('seats_full', 'All seats are taken. Remove someone or raise the limit.', { cause: error });
}
