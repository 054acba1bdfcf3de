import { Prisma } from '@/prisma/generated/client';
import { notifySql } from '../audit/record';
import type { Ctx } from '../authz/context';
import { prepared, type Transaction } from '../db';
import { newId } from '../id';
import { boundedText, type LoginMethod, type LoginStep, newReference } from './login-attempt';

/** What is known of somebody who begins to log in; the address may be what they say of themselves. */
export interface NewLoginAttempt {
  readonly method: LoginMethod;
  readonly organizationId?: string | null;
  readonly connectionId?: string | null;
  readonly userId?: string | null;
  readonly email?: string | null;
  readonly clientId?: string | null;
  readonly steps?: readonly NewLoginStep[];
}

/** `note` is for an admin; never a token, a code or an assertion. */
export interface NewLoginStep {
  readonly name: string;
  readonly note?: string | null;
}

/** The step that refused, and why in words for an admin. */
export interface LoginFailure {
  readonly step: string;
  readonly reason: string;
}

/** How an attempt is found again, and what the person is told of it. */
export interface LoginAttemptRef {
  readonly id: string;
  readonly reference: string;
}

export interface LoginEnd {
  readonly attemptId: string;
  /** What it passed before it ended. */
  readonly steps?: readonly NewLoginStep[];
  /** Null: it succeeded. */
  readonly failure: LoginFailure | null;
  /** What is known by now; null or absent leaves what was known before. */
  readonly userId?: string | null;
  readonly email?: string | null;
  readonly organizationId?: string | null;
}

/** More steps of one attempt are left out: somebody may press a button as often as they like. */
const mostSteps = 60;

/**
 * Writes down that somebody begins to log in, and tells whoever looks at the organization's log. One statement, also
 * inside of a transaction.
 */
export async function beginLoginAttempt(
  tx: Transaction,
  ctx: Ctx,
  attempt: NewLoginAttempt,
): Promise<LoginAttemptRef> {
  return insertAttempt(tx, ctx, { ...attempt, failure: null });
}

/** The same for one that is refused as it begins, such as a link that was used already or an answer nobody asked for. */
export async function recordRefusedLogin(
  tx: Transaction,
  ctx: Ctx,
  attempt: NewLoginAttempt & { readonly failure: LoginFailure },
): Promise<LoginAttemptRef> {
  return insertAttempt(tx, ctx, attempt);
}

/** Adds a step to an attempt that has not ended; one that has, or is unknown, stays as it is. One statement. */
export async function noteLoginStep(
  tx: Transaction,
  ctx: Ctx,
  step: NewLoginStep & { readonly attemptId: string },
): Promise<void> {
  await tx.$queryRaw`${prepared}
    with noted as (
      update login_attempts set steps = steps || ${stepsJson(ctx, [step])}::jsonb
      where id = ${step.attemptId} and outcome = 'PENDING' and jsonb_array_length(steps) < ${mostSteps}
      returning organization_id)
    select ${notifySql(Prisma.sql`organization_id`)} from noted where organization_id is not null`;
}

/**
 * Ends an attempt with success or at the step that refused it, once: of several ends the first stays. Gives the reference
 * that the person is told, or null for an attempt that is unknown or has ended. One statement.
 */
export async function endLoginAttempt(
  tx: Transaction,
  ctx: Ctx,
  { attemptId, steps = [], failure, userId = null, email = null, organizationId = null }: LoginEnd,
): Promise<{ reference: string } | null> {
  const [ended] = await tx.$queryRaw<{ reference: string }[]>`${prepared}
    with ended as (
      update login_attempts set outcome = ${failure ? 'FAILURE' : 'SUCCESS'}::login_outcome,
        ended_at = ${ctx.now}::timestamptz, failed_step = ${failedStep(failure)}, reason = ${reasonOf(failure)},
        steps = steps || ${stepsJson(ctx, withFailure(steps, failure))}::jsonb,
        user_id = coalesce(${userId}, user_id), email = coalesce(${email && boundedText(email)}, email),
        organization_id = coalesce(${organizationId}, organization_id)
      where id = ${attemptId} and outcome = 'PENDING'
      returning reference, organization_id)
    select reference, case when organization_id is not null then ${notifySql(Prisma.sql`organization_id`)} end as told
    from ended`;
  return ended ? { reference: ended.reference } : null;
}

/**
 * The beginning of an attempt as a part of a hot statement, where `which` holds and there is an id: gives the
 * `organization_id` that is to be told.
 */
export function beginLoginAttemptSql(
  ctx: Ctx,
  id: string | null,
  attempt: NewLoginAttempt,
  which: Prisma.Sql,
): Prisma.Sql {
  const begun = { ...attempt, id: id ?? '', reference: newReference(), failure: null };
  return insertSql(ctx, begun, Prisma.sql`${id}::text is not null and ${which}`);
}

type Attempt = NewLoginAttempt & LoginAttemptRef & { readonly failure: LoginFailure | null };

async function insertAttempt(
  tx: Transaction,
  ctx: Ctx,
  attempt: Omit<Attempt, keyof LoginAttemptRef>,
): Promise<LoginAttemptRef> {
  const ref = { id: newId('loginAttempt', ctx.now), reference: newReference() };
  await tx.$queryRaw`${prepared}
    with begun as (${insertSql(ctx, { ...attempt, ...ref }, Prisma.sql`true`)})
    select ${notifySql(Prisma.sql`organization_id`)} from begun where organization_id is not null`;
  return ref;
}

function insertSql(ctx: Ctx, attempt: Attempt, which: Prisma.Sql): Prisma.Sql {
  const { id, reference, method, organizationId = null, connectionId = null, userId = null } = attempt;
  const { email = null, clientId = null, steps = [], failure } = attempt;
  return Prisma.sql`
    insert into login_attempts (id, reference, organization_id, connection_id, user_id, email, client_id, method, outcome,
      failed_step, reason, steps, ip, user_agent, created_at, ended_at)
    select ${id}, ${reference}, ${organizationId}, ${connectionId}, ${userId}, ${email && boundedText(email)},
      ${clientId}, ${method},
      ${failure ? 'FAILURE' : 'PENDING'}::login_outcome, ${failedStep(failure)}, ${reasonOf(failure)},
      ${stepsJson(ctx, withFailure(steps, failure))}::jsonb, ${ctx.ip}, ${ctx.userAgent}, ${ctx.now}::timestamptz,
      ${failure ? ctx.now : null}::timestamptz
    where ${which}
    returning organization_id`;
}

/** The step that refused stands last, with its reason. */
function withFailure(steps: readonly NewLoginStep[], failure: LoginFailure | null): readonly NewLoginStep[] {
  return failure ? [...steps, { name: failure.step, note: failure.reason }] : steps;
}

function stepsJson(ctx: Ctx, steps: readonly NewLoginStep[]): string {
  const written: LoginStep[] = steps.map(({ name, note }) => ({
    name: boundedText(name),
    at: ctx.now.toISOString(),
    note: note ? boundedText(note) : null,
  }));
  return JSON.stringify(written);
}

function failedStep(failure: LoginFailure | null): string | null {
  return failure && boundedText(failure.step);
}

function reasonOf(failure: LoginFailure | null): string | null {
  return failure && boundedText(failure.reason);
}
