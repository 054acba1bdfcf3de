import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Ctx } from '@/lib/authz/context';
import { findLoginConnection, type LoginConnection } from '@/lib/connections/find-connection';
import { endLoginAttempt, noteLoginStep, recordRefusedLogin } from '@/lib/login-log/record-login-attempt';
import { acceptIdentity } from '@/lib/sso/accept-identity';
import type { AssertedIdentity, Gate } from '@/lib/sso/asserted-identity';
import { recordConnectionTest } from '@/lib/sso/connection-test';
import { type TakenSsoRequest, takeSsoRequest } from '@/lib/sso/sso-request';
import { after, type Refusal, refuse } from '@/lib/sso/steps';
import { readCtx } from '../context';
import { redirectTo, showFailure, testResultPath } from './answers';
import { readBrowserSecret, setAttempt } from './sso-cookies';
import { askToSwitch } from './switch-person';

export type ConnectionType = LoginConnection['type'];

/** The connection of an address below `/sso/v1/`, if it is of that type and may be used. */
export async function findConnectionOf(
  ctx: Ctx,
  connectionId: string,
  type: ConnectionType,
): Promise<LoginConnection | null> {
  const connection = await findLoginConnection(ctx, connectionId);
  return connection?.type === type ? connection : null;
}

export interface Returning {
  readonly connection: LoginConnection;
  readonly relayState: string;
}

/** Checks what came back, once the login is this browser's and will not come again. */
type CheckAnswer = (taken: TakenSsoRequest) => Promise<Gate<AssertedIdentity>>;

/** The end of every login at an identity provider: takes the request, checks the answer, and lets the person in or not. */
export async function finishLogin(
  ctx: Ctx,
  request: IncomingMessage,
  response: ServerResponse,
  { connection, relayState }: Returning,
  check: CheckAnswer,
): Promise<void> {
  const browserSecret = readBrowserSecret(request) ?? '';
  const taken = await takeSsoRequest(ctx, { connectionId: connection.id, relayState, browserSecret });
  if (!taken) {
    const reason = 'No login was under way in this browser, or it was answered already, or it took too long.';
    return refuseUnknown(ctx, response, connection, { step: 'request', reason });
  }
  if (taken.purpose === 'TEST') {
    await recordConnectionTest(ctx, { testId: taken.id, connection, gate: await check(taken) });
    return redirectTo(response, testResultPath(connection.id, taken.id));
  }
  const answer = connection.usable ? await check(taken) : switchedOff;
  const { actor } = await readCtx(request);
  const outcome = answer.ok
    ? after(
        answer.steps ?? [],
        await acceptIdentity({ ...ctx, actor }, { connection, identity: answer.passed, request: taken }),
      )
    : answer;
  if (!outcome.ok) {
    const email = answer.ok ? answer.passed.email : null;
    const { loginAttemptId: attemptId, returnTo } = taken;
    return endRefused(ctx, response, { refusal: outcome, attemptId, email, returnTo });
  }
  const { attemptSecret, userId, email } = outcome.passed;
  if (!attemptSecret) return redirectTo(response, '/login?notice=confirm_mailed');
  if (actor.kind === 'user' && actor.userId !== userId) {
    const attemptId = taken.loginAttemptId ?? '';
    await noteLoginStep(ctx.db, ctx, { attemptId, name: 'asked-to-continue', note: `As ${email}.` });
    return askToSwitch(request, response, { attemptSecret, email, signedInAs: actor.email, connection });
  }
  setAttempt(response, attemptSecret);
  redirectTo(response, '/auth/callback');
}

const switchedOff = refuse('connection', 'The connection is switched off or incomplete.');

interface Refused {
  readonly refusal: Refusal;
  readonly attemptId: string | null;
  /** Null: nobody was asserted. */
  readonly email: string | null;
  /** Where the login was to lead. */
  readonly returnTo: string | null;
}

/** Ends a login that was refused: the steps before, and the one that refused, stand in the login log. */
export async function endRefused(
  ctx: Ctx,
  response: ServerResponse,
  { refusal: { step, reason, steps = [] }, attemptId, email, returnTo }: Refused,
): Promise<void> {
  const passed = steps.map((name) => ({ name }));
  const ended = { attemptId: attemptId ?? '', steps: passed, failure: { step, reason }, email };
  showFailure(response, await endLoginAttempt(ctx.db, ctx, ended), returnTo);
}

/** Refuses what answers no login that is known. */
export async function refuseUnknown(
  ctx: Ctx,
  response: ServerResponse,
  connection: LoginConnection,
  { step, reason, steps = [] }: Omit<Refusal, 'ok'>,
): Promise<void> {
  const { id: connectionId, organizationId } = connection;
  const known = { method: 'sso', connectionId, organizationId } as const;
  const attempt = { ...known, steps: steps.map((name) => ({ name })), failure: { step, reason } };
  showFailure(response, await recordRefusedLogin(ctx.db, ctx, attempt), null);
}
