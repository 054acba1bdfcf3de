import { Prisma } from '@/prisma/generated/client';
import { authorize } from '../authz/authorize';
import type { Ctx } from '../authz/context';
import { refuse } from '../errors';
import { testEventType } from '../events/event-type';
import { fanOutSql } from '../events/publish-sql';
import { newId } from '../id';
import { consumeLimits } from '../limits/consume-limits';
import { lockEndpoint } from './lock-endpoint';
import type { EndpointRef } from './webhook.schema';

/** How often one endpoint is tried out. */
const testsPerTenMinutes = 20;

/**
 * Sends an event of the type `webhook.test` to one endpoint, whichever types it gets: signed, delivered and repeated
 * like any other. Nothing happened, so nothing is recorded. Refuses (`conflict`) while the endpoint is off, and too many
 * of them (`rate_limited`).
 */
export async function sendTestEvent(ctx: Ctx, { endpointId }: EndpointRef): Promise<{ eventId: string }> {
  authorize(ctx, 'endpoint.manage');
  await consumeLimits(ctx, [
    { key: `webhooks/test/${endpointId}`, count: testsPerTenMinutes, windowSeconds: 600 },
  ]);
  const eventId = newId('event', ctx.now);
  return ctx.db.$transaction(async (tx) => {
    const { enabled } = await lockEndpoint(tx, endpointId);
    if (!enabled) refuse('conflict', 'The endpoint is switched off. Switch it on first.');
    const data = JSON.stringify({ message: 'This is a test. Nothing happened.', endpoint_id: endpointId });
    await tx.$queryRaw`
      with published as (
        insert into events (id, type, occurred_at, data)
        values (${eventId}, ${testEventType}, ${ctx.now}::timestamptz, ${data}::jsonb)
        returning id, type, organization_id),
      ${fanOutSql(ctx, Prisma.sql`published`, Prisma.sql`endpoint.id = ${endpointId}`)}
      select count(*)::int from delivery_jobs`;
    return { eventId };
  });
}
