import type { Ctx } from '../authz/context';
import { readEnvironmentId } from '../workspace/read-environment-id';
import type { DeliveryRef } from './webhook.schema';
import { webhookMessage } from './webhook-message';
import { openWebhookSecret, signMessage } from './webhook-secret';

/** What one attempt sends. */
export interface OutgoingWebhook {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/**
 * What to send now, signed for this moment, or null when there is nothing to do: it arrived or failed already, or the
 * endpoint or the event is gone. One whose endpoint is off, or cannot be signed, fails here. Changes nothing else, so
 * that an attempt whose process dies is simply made again. Public: only the worker calls it.
 */
export async function beginDelivery(ctx: Ctx, ref: DeliveryRef): Promise<OutgoingWebhook | null> {
  const delivery = await ctx.db.webhookDelivery.findUnique({
    where: { endpointId_eventId: ref },
    select: {
      state: true,
      event: { select: { id: true, type: true, organizationId: true, occurredAt: true, data: true } },
    },
  });
  const endpoint = await ctx.db.webhookEndpoint.findUnique({
    where: { id: ref.endpointId },
    select: {
      url: true,
      enabled: true,
      sealedSecret: true,
      sealedPreviousSecret: true,
      previousSecretUntil: true,
    },
  });
  if (delivery?.state !== 'PENDING' || !endpoint) return null;
  if (!endpoint.enabled) return fail(ctx, ref, 'The endpoint was switched off.');
  const secrets = readSecrets(endpoint, ctx.now);
  if (!secrets) return fail(ctx, ref, 'Its signing secret cannot be read any more. Rotate it.');
  const body = webhookMessage(delivery.event, await readEnvironmentId(ctx.db));
  const headers = {
    'content-type': 'application/json',
    'content-length': String(Buffer.byteLength(body)),
    'user-agent': 'Usher-Webhooks/1',
    ...signMessage({ id: ref.eventId, body, at: ctx.now }, secrets),
  };
  return { url: endpoint.url, headers, body };
}

interface Sealed {
  readonly sealedSecret: Uint8Array;
  readonly sealedPreviousSecret: Uint8Array | null;
  readonly previousSecretUntil: Date | null;
}

/** The secrets that count now, the newest first. */
function readSecrets(endpoint: Sealed, now: Date): string[] | null {
  const secret = openWebhookSecret(endpoint.sealedSecret);
  if (!secret) return null;
  const overlaps = endpoint.previousSecretUntil !== null && endpoint.previousSecretUntil > now;
  const previous =
    overlaps && endpoint.sealedPreviousSecret ? openWebhookSecret(endpoint.sealedPreviousSecret) : null;
  return previous ? [secret, previous] : [secret];
}

async function fail({ db, now }: Ctx, ref: DeliveryRef, reason: string): Promise<null> {
  const data = {
    state: 'FAILED',
    nextAttemptAt: null,
    lastStatus: null,
    lastError: reason,
    updatedAt: now,
  } as const;
  await db.webhookDelivery.updateMany({ where: { ...ref, state: 'PENDING' }, data });
  return null;
}
