import { Prisma } from '@/prisma/generated/client';
import type { Ctx } from '../authz/context';
import { containsPattern } from '../lists/contains-pattern';
import { parseEmailAddress } from '../users/email-address';
import { type LoginState, pendingSince, searchedReference } from './login-attempt';
import type { ListLoginAttemptsInput } from './login-log.schema';

/**
 * What fits, as a condition over `login_attempts l`. Whoever came by a set-up link sees logins through connections alone:
 * who else comes in how is none of an identity provider's admin's business.
 */
export function loginConditions(ctx: Ctx, input: ListLoginAttemptsInput): Prisma.Sql {
  const conditions = [Prisma.sql`true`];
  if (ctx.actor.kind === 'portal') conditions.push(Prisma.sql`l.connection_id is not null`);
  if (input.organizationId !== null) conditions.push(Prisma.sql`l.organization_id = ${input.organizationId}`);
  if (input.connectionId) conditions.push(Prisma.sql`l.connection_id = ${input.connectionId}`);
  if (input.email) conditions.push(addressCondition(input.email));
  if (input.clientId) conditions.push(Prisma.sql`l.client_id = ${input.clientId}`);
  if (input.methods.length > 0) conditions.push(Prisma.sql`l.method = any(${[...input.methods]}::text[])`);
  if (input.from) conditions.push(Prisma.sql`l.created_at >= ${input.from}::timestamptz`);
  if (input.to) conditions.push(Prisma.sql`l.created_at < ${input.to}::timestamptz`);
  if (input.search) conditions.push(searchCondition(input.search));
  if (input.states.length > 0) conditions.push(statesCondition(input.states, ctx.now));
  return Prisma.join(conditions, ' and ');
}

/** A whole address and a reference are found by an index. */
function searchCondition(search: string): Prisma.Sql {
  const reference = searchedReference(search);
  if (reference) return Prisma.sql`l.reference = ${reference}`;
  const address = parseEmailAddress(search);
  if (typeof address !== 'string') return addressCondition(address.address);
  return Prisma.sql`lower(l.email) like ${containsPattern(search)}`;
}

function addressCondition(email: string): Prisma.Sql {
  return Prisma.sql`lower(l.email) collate "C" = ${email.toLowerCase()}`;
}

function statesCondition(states: readonly LoginState[], now: Date): Prisma.Sql {
  return Prisma.sql`(${Prisma.join(
    states.map((state) => conditionOfState[state](now)),
    ' or ',
  )})`;
}

/** A failed step is what the partial indexes of refused attempts go by. */
const conditionOfState: Record<LoginState, (now: Date) => Prisma.Sql> = {
  success: () => Prisma.sql`l.outcome = 'SUCCESS'`,
  failure: () => Prisma.sql`l.failed_step is not null`,
  pending: (now) => Prisma.sql`(l.outcome = 'PENDING' and l.created_at > ${pendingSince(now)}::timestamptz)`,
  abandoned: (now) =>
    Prisma.sql`(l.outcome = 'PENDING' and l.created_at <= ${pendingSince(now)}::timestamptz)`,
};
