import { Prisma } from '@/prisma/generated/client';
import type { Ctx } from '../authz/context';
import { addSeconds } from '../clock';
import { prepared } from '../db';
import { refuse } from '../errors';

/** How often something may happen: `count` times in a window of `windowSeconds`, for one `key`. */
export interface Limit {
  /** What is counted and for whom, for example `invite/address/ada@example.com`. */
  readonly key: string;
  readonly count: number;
  readonly windowSeconds: number;
  /** So many at once; one unless said. */
  readonly uses?: number;
}

/** How often a key was used in its window so far, this use included. */
export interface LimitUse {
  readonly key: string;
  readonly count: number;
  /** A time as JSON has it, where a statement of somebody else counted. */
  readonly reset_at: Date | string;
}

/**
 * Counts a use against every limit and refuses with `rate_limited` and a time to retry when one is exceeded
 * (product rule 20). The counters are rows, so that any number of processes share them; windows are fixed and start
 * with their first use. Commits at once: a refused attempt counts too.
 */
export async function consumeLimits(ctx: Ctx, limits: readonly Limit[]): Promise<void> {
  const uses = await ctx.db.$queryRaw<LimitUse[]>`${prepared} ${countUseSql(ctx, limits)}`;
  refuseExceeded(ctx, limits, uses);
}

/** Refuses with `rate_limited` when one of the limits is exceeded. */
export function refuseExceeded(ctx: Ctx, limits: readonly Limit[], uses: readonly LimitUse[]): void {
  const maximum = new Map(limits.map((limit) => [limit.key, limit.count]));
  const exceeded = uses.filter((use) => use.count > (maximum.get(use.key) ?? 0));
  if (exceeded.length === 0) return;
  const latest = Math.max(...exceeded.map((use) => new Date(use.reset_at).getTime()));
  const seconds = Math.max(1, Math.ceil((latest - ctx.now.getTime()) / 1000));
  refuse('rate_limited', `Too many attempts. Try again in ${formatWait(seconds)}.`, {
    retryAfterSeconds: seconds,
  });
}

/** "40 seconds", "5 minutes", "2 hours": rounded up, for a sentence. */
export function formatWait(seconds: number): string {
  const [amount, unit] =
    seconds < 90
      ? [seconds, 'second']
      : seconds < 5400
        ? [Math.ceil(seconds / 60), 'minute']
        : [Math.ceil(seconds / 3600), 'hour'];
  return `${amount} ${unit}${amount === 1 ? '' : 's'}`;
}

/**
 * Counts one use of each, alone or in a statement of somebody else, which may say which ones by their `key`. Keys are
 * locked in their order, so that two requests with the same limits cannot deadlock.
 */
export function countUseSql(ctx: Ctx, limits: readonly Limit[], which = Prisma.sql`true`): Prisma.Sql {
  const sorted = [...limits].sort((a, b) => (a.key < b.key ? -1 : 1));
  return Prisma.sql`insert into rate_limits (key, count, reset_at)
    select * from unnest(
      ${sorted.map((limit) => limit.key)}::text[],
      ${sorted.map(({ uses = 1 }) => uses)}::int[],
      ${sorted.map((limit) => addSeconds(ctx.now, limit.windowSeconds))}::timestamptz[]) as one (key, count, reset_at)
    where ${which}
    on conflict (key) do update set
      count = case when rate_limits.reset_at <= ${ctx.now}::timestamptz then excluded.count else rate_limits.count + excluded.count end,
      reset_at = case when rate_limits.reset_at <= ${ctx.now}::timestamptz then excluded.reset_at else rate_limits.reset_at end
    returning key, count, reset_at`;
}

/** Whether none of the limits is exceeded, in the statement that counted their uses in the table `counted`. */
export function withinSql(limits: readonly Limit[]): Prisma.Sql {
  const [keys, counts] = [limits.map(({ key }) => key), limits.map(({ count }) => count)];
  return Prisma.sql`not exists (
    select 1 from counted join unnest(${keys}::text[], ${counts}::int[]) as most (key, count) using (key)
    where counted.count > most.count)`;
}
