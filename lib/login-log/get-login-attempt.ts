import { authorize } from '../authz/authorize';
import type { Ctx } from '../authz/context';
import { refuse } from '../errors';
import { attemptColumns, attemptJoins, type LoginAttemptRow } from './list-login-attempts';
import { type LoginStep, loginState } from './login-attempt';

export interface LoginAttemptRef {
  /** Null: one of the workspace, for staff. */
  readonly organizationId: string | null;
  readonly attemptId: string;
}

export interface LoginAttemptDetails extends LoginAttemptRow {
  readonly steps: readonly LoginStep[];
  readonly userAgent: string | null;
}

type FoundAttempt = Omit<LoginAttemptDetails, 'state'> & { outcome: 'PENDING' | 'SUCCESS' | 'FAILURE' };

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
  const { outcome, ...row } = found;
  return { ...row, state: loginState({ outcome, createdAt: row.at }, ctx.now) };
}
