import { Prisma } from '@/prisma/generated/client';
import { recordAudit } from '../audit/record';
import type { Ctx } from '../authz/context';
import { addSeconds } from '../clock';
import type { Transaction } from '../db';
import { newId } from '../id';
import { deliverWebhookSql } from '../jobs';
import { type DeliveryOutcome, deliveryOutcome } from './delivery-outcome';
import type { DeliveryRef } from './webhook.schema';

export interface DeliveryAttempt {
  readonly durationMilliseconds: number;
  /** Null: there was no answer, for the reason in `error`. */
  readonly status: number | null;
  readonly error: string | null;
  /** The beginning of the answer's body. */
  readonly response: string | null;
}

/** How long an endpoint may fail for good, with nothing arriving, before it is switched off. */
const failingSecondsMaximum = 5 * 86_400;

/**
 * Records what came of an attempt and, in the same transaction, what is next: it arrived; another attempt at its time;
 * or it failed for good. An endpoint that says that it is gone (410), or to which nothing has arrived for five days, is
 * switched off. One that was deleted meanwhile is left alone. Public: only the worker calls it.
 */
export async function recordDeliveryAttempt(
  ctx: Ctx,
  { attempt, ...ref }: DeliveryRef & { readonly attempt: DeliveryAttempt },
): Promise<DeliveryOutcome['kind'] | null> {
  return ctx.db.$transaction(async (tx) => {
    const [delivery] = await tx.$queryRaw<{ attempts: number; replayedById: string | null }[]>`
      select attempts, replayed_by_id as "replayedById" from webhook_deliveries
      where endpoint_id = ${ref.endpointId} and event_id = ${ref.eventId} for update`;
    if (!delivery) return null;
    const { replayedById } = delivery;
    const attempts = delivery.attempts + 1;
    await tx.webhookAttempt.create({
      data: { id: newId('attemptOfDelivery', ctx.now), ...ref, at: ctx.now, ...attempt, replayedById },
      select: { id: true },
    });
    const outcome = deliveryOutcome(attempt.status, attempts);
    await writeOutcome(tx, ctx, ref, { attempt, attempts, outcome });
    if (outcome.kind === 'arrived') await noteSuccess(tx, ref.endpointId);
    if (outcome.kind === 'failed') await noteFailure(tx, ctx, ref.endpointId, attempt.status);
    return outcome.kind;
  });
}

interface Written {
  readonly attempt: DeliveryAttempt;
  readonly attempts: number;
  readonly outcome: DeliveryOutcome;
}

const states = { arrived: 'DELIVERED', postponed: 'PENDING', failed: 'FAILED' } as const;

async function writeOutcome(
  tx: Transaction,
  ctx: Ctx,
  ref: DeliveryRef,
  { attempt, attempts, outcome }: Written,
): Promise<void> {
  const nextAttemptAt = outcome.kind === 'postponed' ? addSeconds(ctx.now, outcome.delaySeconds) : null;
  await tx.webhookDelivery.update({
    where: { endpointId_eventId: ref },
    data: {
      state: states[outcome.kind],
      attempts,
      nextAttemptAt,
      lastStatus: attempt.status,
      lastError: attempt.error,
      updatedAt: ctx.now,
    },
    select: { state: true },
  });
  if (!nextAttemptAt) return;
  await tx.$queryRaw`
    select ${deliverWebhookSql(Prisma.sql`delivery`, Prisma.sql`event.organization_id`, Prisma.sql`${nextAttemptAt}`)}::text
    from webhook_deliveries delivery join events event on event.id = delivery.event_id
    where delivery.endpoint_id = ${ref.endpointId} and delivery.event_id = ${ref.eventId}`;
}

async function noteSuccess(tx: Transaction, endpointId: string): Promise<void> {
  await tx.webhookEndpoint.updateMany({
    where: { id: endpointId, failingSince: { not: null } },
    data: { failingSince: null },
  });
}

async function noteFailure(
  tx: Transaction,
  ctx: Ctx,
  endpointId: string,
  status: number | null,
): Promise<void> {
  const [endpoint] = await tx.$queryRaw<{ url: string; enabled: boolean; failing_since: Date }[]>`
    update webhook_endpoints set failing_since = coalesce(failing_since, ${ctx.now}::timestamptz)
    where id = ${endpointId} returning url, enabled, failing_since`;
  if (!endpoint?.enabled) return;
  const isLong = addSeconds(endpoint.failing_since, failingSecondsMaximum) <= ctx.now;
  const reason = status === 410 ? 'It answered that it is gone (410).' : 'Nothing has arrived for five days.';
  if (status !== 410 && !isLong) return;
  await tx.webhookEndpoint.update({
    where: { id: endpointId },
    data: { enabled: false, disabledReason: reason, updatedAt: ctx.now },
    select: { id: true },
  });
  await recordAudit(tx, ctx, {
    action: 'endpoint.disabled',
    organizationId: null,
    target: { kind: 'endpoint', id: endpointId, name: endpoint.url },
    changes: { after: { reason } },
  });
}
