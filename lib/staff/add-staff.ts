import { recordAudit } from '../audit/record';
import { authorizePerson } from '../authz/authorize';
import type { Ctx, UserActor } from '../authz/context';
import type { Transaction } from '../db';
import { refuse } from '../errors';
import { newId } from '../id';
import { consumeLimits } from '../limits/consume-limits';
import { enqueueMail } from '../mail/enqueue-mail';
import { addressKey } from '../users/email-address';
import { requireRank } from './lock-staff';
import type { AddStaffInput } from './staff.schema';

/**
 * Puts someone on the staff and mails them how to sign in. Who is new here gets a user; their address is proven when
 * they sign in. Only owners add owners. Refuses with `conflict` who is on the staff already (the primary key decides)
 * and with `rate_limited`.
 */
export async function addStaff(ctx: Ctx, input: AddStaffInput): Promise<{ userId: string }> {
  const actor = authorizePerson(ctx, 'staff.manage');
  requireRank(actor.staffRole, input.role);
  await consumeLimits(ctx, [
    { key: `staff/address/${addressKey(input.email)}`, count: 5, windowSeconds: 3600 },
    { key: `staff/actor/${actor.userId}`, count: 60, windowSeconds: 3600 },
  ]);
  return ctx.db.$transaction(async (tx) => {
    const person = await findOrCreateUser(tx, ctx, input.email);
    await insertStaff(tx, ctx, actor, { userId: person.id, role: input.role });
    await enqueueMail(tx, ctx, {
      content: { kind: 'staff_welcome', inviterName: actor.name, staffRole: input.role },
      to: person.email,
      organizationId: null,
      userId: person.id,
      invitationId: null,
      idempotencyKey: `staff/${person.id}/${newId('mail', ctx.now)}`,
    });
    await recordAudit(tx, ctx, {
      action: 'staff.added',
      organizationId: null,
      target: { kind: 'staff', id: person.id, name: person.email },
      changes: { after: { role: input.role } },
    });
    return { userId: person.id };
  });
}

interface Person {
  readonly id: string;
  /** As it is stored, which is where the mail goes. */
  readonly email: string;
}

/** The conflicting update returns, and locks, the row of a person who exists already and changes nothing of it. */
async function findOrCreateUser(tx: Transaction, ctx: Ctx, email: string): Promise<Person> {
  const [person] = await tx.$queryRaw<Person[]>`
    insert into users (id, email, email_key, created_at, updated_at)
    values (${newId('user', ctx.now)}, ${email}, ${addressKey(email)}, ${ctx.now}::timestamptz, ${ctx.now}::timestamptz)
    on conflict (email_key) do update set email_key = excluded.email_key
    returning id, email`;
  if (!person) throw new Error('Writing the user returned no row.');
  return person;
}

async function insertStaff(
  tx: Transaction,
  ctx: Ctx,
  actor: UserActor,
  { userId, role }: { userId: string; role: AddStaffInput['role'] },
): Promise<void> {
  const inserted = await tx.$executeRaw`
    insert into staff (user_id, role, added_by_id, created_at)
    values (${userId}, ${role}::staff_role, ${actor.userId}, ${ctx.now}::timestamptz)
    on conflict (user_id) do nothing`;
  if (inserted > 0) return;
  const sentence = 'This person is on the staff already.';
  refuse('conflict', sentence, { fields: { email: sentence } });
}
