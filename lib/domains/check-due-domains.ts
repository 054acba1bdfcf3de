import type { Ctx } from '../authz/context';
import { addSeconds } from '../clock';
import { describeError, log } from '../log';
import { checkDomain } from './check-domain';
import { type DomainRow, domainFields } from './domain-record';

/** How many are looked up at a time. */
const batchSize = 20;

/** When somebody else may take one whose process was killed on the way. */
const claimSeconds = 900;

/**
 * Looks for the records of all domains whose turn it is, each by one process only. Returns how many. What goes wrong with
 * one is logged and does not keep the others.
 */
export async function checkDueDomains(ctx: Ctx): Promise<number> {
  let count = 0;
  while (true) {
    const domains = await claimDue(ctx);
    await Promise.all(domains.map((domain) => check(ctx, domain)));
    count += domains.length;
    if (domains.length < batchSize) return count;
  }
}

async function claimDue(ctx: Ctx): Promise<DomainRow[]> {
  const claimed = await ctx.db.$queryRaw<{ id: string }[]>`
    update domains set next_check_at = ${addSeconds(ctx.now, claimSeconds)}::timestamptz
    where id in (
      select id from domains where next_check_at <= ${ctx.now}::timestamptz
      order by next_check_at limit ${batchSize} for update skip locked)
    returning id`;
  const ids = claimed.map(({ id }) => id);
  return ctx.db.domain.findMany({ where: { id: { in: ids } }, select: domainFields });
}

async function check(ctx: Ctx, domain: DomainRow): Promise<void> {
  try {
    await checkDomain(ctx, { domain, isAsked: false });
  } catch (error) {
    log.warn({ domainId: domain.id, ...describeError(error) }, 'a domain could not be checked');
  }
}
