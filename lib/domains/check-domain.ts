import { recordAudit } from '../audit/record';
import type { Ctx } from '../authz/context';
import { type Transaction, violatedConstraint } from '../db';
import { domainState, nextCheck, pollEnd, txtRecordName } from './domain';
import { type DomainRecord, type DomainRow, domainFields, lockDomain, toDomainRecord } from './domain-record';
import { type Judgement, judgeRecord } from './judge-record';
import { lookUpTxt } from './look-up-txt';

export interface DomainCheck {
  readonly domain: DomainRow;
  /** Somebody pressed Verify now; else it is the worker's turn. */
  readonly isAsked: boolean;
}

/**
 * Looks for the TXT record of a domain and writes down what was found: verified, or when to look next. Of two organizations
 * that show the same domain, the first has it (the constraint decides). A verified one whose record is gone stays verified.
 * The caller has authorised.
 */
export async function checkDomain(ctx: Ctx, { domain, isAsked }: DomainCheck): Promise<DomainRecord> {
  const name = txtRecordName(domain.domain);
  const judgement = judgeRecord(await lookUpTxt(name), { name, secret: domain.txtSecret });
  const write = (found: Judgement) =>
    ctx.db.$transaction((tx) => record(tx, ctx, { domain, isAsked }, found));
  try {
    return await write(judgement);
  } catch (error) {
    if (violatedConstraint(error) !== 'domains_one_organization') throw error;
    return write({
      found: null,
      words: 'The record is there, but the domain belongs to another organization already.',
    });
  }
}

async function record(
  tx: Transaction,
  ctx: Ctx,
  { domain, isAsked }: DomainCheck,
  judgement: Judgement,
): Promise<DomainRecord> {
  const before = await lockDomain(tx, { organizationId: domain.organizationId, domainId: domain.id });
  // Somebody vouched for it meanwhile: no record counts any more.
  if (before.method === 'ADMIN') return toDomainRecord(before, ctx.now);
  const checks = isAsked
    ? checksWhenAsked(before, judgement, ctx.now)
    : checksByItself(before, judgement, ctx.now);
  const row = await tx.domain.update({
    where: { id: domain.id },
    data: {
      ...checks,
      nextCheckAt: nextCheck(checks, ctx.now),
      checkedAt: ctx.now,
      checkResult: judgement.words,
      ...(checks.verifiedAt !== before.verifiedAt && { updatedAt: ctx.now }),
    },
    select: domainFields,
  });
  await tell(tx, ctx, before, row);
  return toDomainRecord(row, ctx.now);
}

/** That a record is not there counts only where it was missed unasked, once a week: pressing a button proves no more. */
function checksByItself(before: DomainRow, { found }: Judgement, now: Date) {
  const { pollUntil, missedChecks } = before;
  if (found) return { verifiedAt: before.verifiedAt ?? now, pollUntil: null, missedChecks: 0 };
  const isMissed = found === false && before.verifiedAt !== null;
  return { verifiedAt: before.verifiedAt, pollUntil, missedChecks: missedChecks + (isMissed ? 1 : 0) };
}

function checksWhenAsked(before: DomainRow, judgement: Judgement, now: Date) {
  const checks = checksByItself(before, judgement, now);
  const isOver = domainState(before, now) === 'failed';
  return {
    ...checks,
    missedChecks: judgement.found ? 0 : before.missedChecks,
    pollUntil: isOver && !checks.verifiedAt ? pollEnd(now) : checks.pollUntil,
  };
}

async function tell(tx: Transaction, ctx: Ctx, before: DomainRow, after: DomainRow): Promise<void> {
  const { organizationId, id, domain } = after;
  const target = { kind: 'domain', id, name: domain } as const;
  const [was, is] = [domainState(before, ctx.now), domainState(after, ctx.now)];
  if (!before.verifiedAt && after.verifiedAt)
    await recordAudit(tx, ctx, { action: 'domain.verified', organizationId, target });
  if (was === 'verified' && is === 'lapsed')
    await recordAudit(tx, ctx, { action: 'domain.lapsed', organizationId, target });
}
