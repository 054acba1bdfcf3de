import type { Ctx } from '../authz/context';
import { addSeconds } from '../clock';
import { hashToken } from '../crypto';
import { prepared } from '../db';
import {
  consumeLimits,
  countUseSql,
  type Limit,
  type LimitUse,
  refuseExceeded,
  withinSql,
} from '../limits/consume-limits';
import { visitorNetwork } from '../limits/visitor-network';

/** A login that has come back from its identity provider, and will not again. */
export interface TakenSsoRequest {
  readonly id: string;
  readonly purpose: 'LOGIN' | 'TEST';
  readonly returnTo: string | null;
  readonly invitationId: string | null;
  readonly invitationGeneration: number | null;
  readonly loginHint: string | null;
  /** Where the login log follows it. */
  readonly loginAttemptId: string | null;
  /** SHA-256 of the cookie of the browser that began and came back. */
  readonly browserHash: string;
  /** The answer that was parked for it; null where it came with the browser. */
  readonly answer: string | null;
}

/**
 * Limits by the visitor's network address what arrives in the name of identity providers: each answer is read, and one that
 * nobody waits for stands in an organization's login log. A login brings one, by SAML two. Public: the answer comes before
 * anybody is known.
 */
export async function limitSsoAnswers(ctx: Ctx): Promise<void> {
  await consumeLimits(ctx, [answerLimit(ctx)]);
}

function answerLimit(ctx: Ctx): Limit {
  return { key: `sso/answer/${visitorNetwork(ctx.ip)}`, count: 240, windowSeconds: 60 };
}

/** What is larger has hundreds of groups, and is rare. */
const largeCharacters = 64 * 1024;

function largeAnswerLimit(ctx: Ctx): Limit {
  return { key: `sso/large-answer/${visitorNetwork(ctx.ip)}`, count: 20, windowSeconds: 60 };
}

interface Returning {
  readonly connectionId: string;
  readonly relayState: string;
}

/** How long the browser has to come for an answer that it has just brought itself. */
export const parkedSeconds = 120;

/**
 * Keeps an answer that arrived by a form of another site, hence without this browser's cookies, until the browser comes
 * for it: a moment later, or never. The first answer counts, and a login has one; false where none waits for one. Limited
 * like `limitSsoAnswers`, in one statement, and large ones more. Public: the relay state is the proof.
 */
export async function parkSsoAnswer(
  ctx: Ctx,
  input: Returning & { readonly answer: string },
): Promise<boolean> {
  const isLarge = input.answer.length > largeCharacters;
  const limits = [answerLimit(ctx), ...(isLarge ? [largeAnswerLimit(ctx)] : [])];
  const [row] = await ctx.db.$queryRaw<[{ uses: LimitUse[]; parked: number }]>`${prepared}
    with counted as (${countUseSql(ctx, limits)}),
    parked as (
      update sso_requests set parked_answer = ${input.answer},
        expires_at = least(expires_at, ${addSeconds(ctx.now, parkedSeconds)}::timestamptz)
      where relay_hash = ${hashToken(input.relayState)} and connection_id = ${input.connectionId}
        and parked_answer is null and consumed_at is null and expires_at > ${ctx.now}::timestamptz
        and ${withinSql(limits)}
      returning 1)
    select (select json_agg(counted) from counted) as uses, (select count(*)::int from parked) as parked`;
  refuseExceeded(ctx, limits, row.uses);
  return row.parked === 1;
}

type TakenRow = TakenSsoRequest | { readonly [K in keyof TakenSsoRequest]: null };

/**
 * Takes the login that this browser began at this connection, in one statement: of any number of answers at once one
 * takes it, and whatever is wrong with that answer, there is no second try. Null: unknown, over, used, or another
 * browser's. Limited like `limitSsoAnswers`. Public: the relay state and the browser's secret are the proof.
 */
export async function takeSsoRequest(
  ctx: Ctx,
  input: Returning & { readonly browserSecret: string },
): Promise<TakenSsoRequest | null> {
  const limits = [answerLimit(ctx)];
  const [{ uses, ...row }] = await ctx.db.$queryRaw<[TakenRow & { uses: LimitUse[] }]>`${prepared}
    with counted as (${countUseSql(ctx, limits)}),
    taken as (
      update sso_requests taken set consumed_at = ${ctx.now}::timestamptz, parked_answer = null
      from sso_requests waiting
      where waiting.id = taken.id and taken.relay_hash = ${hashToken(input.relayState)}
        and taken.connection_id = ${input.connectionId} and taken.browser_hash = ${hashToken(input.browserSecret)}
        and taken.consumed_at is null and taken.expires_at > ${ctx.now}::timestamptz and ${withinSql(limits)}
      returning taken.id, taken.purpose::text, taken.return_to as "returnTo", taken.invitation_id as "invitationId",
        taken.invitation_generation as "invitationGeneration", taken.login_hint as "loginHint",
        taken.login_attempt_id as "loginAttemptId", taken.browser_hash as "browserHash",
        waiting.parked_answer as answer)
    select (select json_agg(counted) from counted) as uses, taken.*
    from (values (1)) one left join taken on true`;
  refuseExceeded(ctx, limits, uses);
  return row.id === null ? null : row;
}

/**
 * Uses an assertion up, by its id at its connection, for as long as it could be presented again. False: it was used
 * before (SAML Profiles section 4.1.4.5). Public: its callers have checked its signature.
 */
export async function takeAssertion(
  ctx: Ctx,
  input: { readonly connectionId: string; readonly assertionId: string; readonly expiresAt: Date },
): Promise<boolean> {
  const taken = await ctx.db.$executeRaw`${prepared}
    insert into saml_assertions (connection_id, assertion_id, expires_at)
    values (${input.connectionId}, ${hashToken(input.assertionId)}, ${input.expiresAt}::timestamptz)
    on conflict do nothing`;
  return taken === 1;
}
