import { Prisma } from '@/prisma/generated/client';
import { recordAudit } from '../audit/record';
import type { ActingActor, Ctx } from '../authz/context';
import type { Transaction } from '../db';
import { refuse } from '../errors';
import { mayEndSessions } from './may-end-sessions';

interface Which {
  /** Who ends them, authorised already. */
  readonly actor: ActingActor;
  readonly userId: string;
  /** One of the person's; else all of them. */
  readonly only?: string;
}

/**
 * Ends live sessions of a person and records how many; returns their ids, in their order. They are locked in that order,
 * as everywhere, so that two who end the same ones do not wait for each other.
 */
export async function revokeLiveSessions(
  tx: Transaction,
  ctx: Ctx,
  { actor, userId, only }: Which,
): Promise<string[]> {
  const email = await requireBelow(tx, actor, userId);
  const which = only === undefined ? Prisma.sql`true` : Prisma.sql`id = ${only}`;
  const ended = await tx.$queryRaw<{ id: string }[]>`
    delete from sessions where id in (
      select id from sessions
      where user_id = ${userId} and ${which} and least(expires_at, absolute_expires_at) > ${ctx.now}::timestamptz
      order by id for update)
    returning id`;
  const ids = ended.map(({ id }) => id).sort();
  if (ids.length === 0) return ids;
  await recordAudit(tx, ctx, {
    action: 'session.ended',
    organizationId: null,
    target: { kind: 'user', id: userId, name: email },
    changes: { after: { ended: ids.length } },
  });
  return ids;
}

/** The person's address. Staff that stands above the actor is left alone. */
async function requireBelow(tx: Transaction, actor: ActingActor, userId: string): Promise<string> {
  const person = await tx.user.findUnique({
    where: { id: userId },
    select: { email: true, staff: { select: { role: true } } },
  });
  if (!person) return refuse('not_found', 'There is no such user.');
  if (!mayEndSessions(actor, person.staff?.role ?? null))
    refuse('forbidden', 'This person stands above you on the staff.');
  return person.email;
}
