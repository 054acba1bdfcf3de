import { authorize } from '../authz/authorize';
import type { Ctx } from '../authz/context';
import { refuse } from '../errors';
import { attemptColumns, attemptJoins, type LoginAttemptRow } from './list-login-attempts';
import { type LoginStep, loginState } from './login-attempt';
import { wordsOfStep } from './step-words';

export interface LoginAttemptRef {
  /** Null: one of the workspace, for staff. */
  readonly organizationId: string | null;
  readonly attemptId: string;
}

/** A step with what it looked at, in words. */
export interface WordedStep extends LoginStep {
  readonly label: string;
}

export interface LoginAttemptDetails extends LoginAttemptRow {
  readonly steps: readonly WordedStep[];
  /** Of a failure: what the step looked at, and what an admin can do about it. */
  readonly about: string | null;
  readonly fix: string | null;
  readonly userAgent: string | null;
}

interface FoundAttempt extends Omit<LoginAttemptDetails, 'state' | 'steps' | 'about' | 'fix'> {
  readonly steps: readonly LoginStep[];
  readonly outcome: 'PENDING' | 'SUCCESS' | 'FAILURE';
}

/** One attempt to log in with its steps in order. One of another organization is `not_found`, like one that is gone. */
export async function getLoginAttempt(
  ctx: Ctx,
  { organizationId, attemptId }: LoginAttemptRef,
): Promise<LoginAttemptDetails> {
  authorize(ctx, 'login-attempt.list', organizationId ?? undefined);
  const [found] = await ctx.db.$queryRaw<FoundAttempt[]>`
    select ${attemptColumns}, l.steps, l.user_agent as "userAgent"
    from login_attempts l ${attemptJoins}
    where l.id = ${attemptId} and (${organizationId}::text is null or l.organization_id = ${organizationId})
      and (${ctx.actor.kind !== 'portal'} or l.connection_id is not null)`;
  if (!found) refuse('not_found', 'There is no such login, or it is longer ago than 90 days.');
  const { outcome, steps, ...row } = found;
  const { about = null, fix = null } = row.failedStep === null ? {} : wordsOfStep(row.failedStep);
  return {
    ...row,
    steps: steps.map((step) => ({ ...step, label: wordsOfStep(step.name).label })),
    about,
    fix,
    state: loginState({ outcome, createdAt: row.at }, ctx.now),
  };
}
