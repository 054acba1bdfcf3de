import { authorize } from '../authz/authorize';
import type { Ctx } from '../authz/context';
import { refuse } from '../errors';
import { readEnvironmentId } from '../workspace/read-environment-id';
import type { DeliveryRef, DeliveryState } from './webhook.schema';
import { webhookMessage } from './webhook-message';

export interface AttemptRow {
  readonly id: string;
  readonly at: Date;
  readonly durationMilliseconds: number;
  readonly status: number | null;
  readonly error: string | null;
  readonly response: string | null;
  /** Null: it belongs to no replay. Who asked for one may be gone. */
  readonly replay: { readonly by: string | null } | null;
}

export interface DeliveryDetails {
  readonly endpointId: string;
  readonly url: string;
  /** Whether the endpoint is on, so that it can be replayed. */
  readonly enabled: boolean;
  readonly eventId: string;
  readonly type: string;
  readonly state: DeliveryState;
  readonly nextAttemptAt: Date | null;
  readonly lastError: string | null;
  readonly createdAt: Date;
  readonly organization: { readonly id: string; readonly name: string } | null;
  /** What is sent, as JSON. */
  readonly message: string;
  /** The newest first, those before a replay included; the last twenty. */
  readonly attempts: readonly AttemptRow[];
}

const attemptsShown = 20;

const attemptSelect = {
  id: true,
  at: true,
  durationMilliseconds: true,
  status: true,
  error: true,
  response: true,
  replayedById: true,
} as const;

/**
 * One delivery with what is sent and every answer, or `not_found`. Its answers and its endpoint are not older than its
 * state: once that is final, nothing that belongs to it is missing.
 */
export async function getDelivery(ctx: Ctx, { endpointId, eventId }: DeliveryRef): Promise<DeliveryDetails> {
  authorize(ctx, 'endpoint.list');
  const delivery = await ctx.db.webhookDelivery.findUnique({
    where: { endpointId_eventId: { endpointId, eventId } },
    select: {
      type: true,
      state: true,
      nextAttemptAt: true,
      lastError: true,
      createdAt: true,
      event: { select: { id: true, type: true, organizationId: true, occurredAt: true, data: true } },
      history: {
        select: attemptSelect,
        orderBy: { id: 'desc' },
        take: attemptsShown,
      },
    },
  });
  const endpoint = await ctx.db.webhookEndpoint.findUnique({
    where: { id: endpointId },
    select: { url: true, enabled: true },
  });
  if (!endpoint || !delivery) return refuse('not_found', 'There is no such delivery.');
  const { event, history, ...rest } = delivery;
  const message = webhookMessage(event, await readEnvironmentId(ctx.db));
  const organization = await findOrganization(ctx, event.organizationId);
  return {
    endpointId,
    eventId,
    ...endpoint,
    ...rest,
    organization,
    message,
    attempts: await withNames(ctx, history),
  };
}

type Attempt = Omit<AttemptRow, 'replay'> & { readonly replayedById: string | null };

/** Says by name who had it replayed. */
async function withNames({ db }: Ctx, attempts: readonly Attempt[]): Promise<AttemptRow[]> {
  const ids = [...new Set(attempts.flatMap(({ replayedById }) => replayedById ?? []))];
  const people =
    ids.length === 0
      ? []
      : await db.user.findMany({ where: { id: { in: ids } }, select: { id: true, email: true } });
  return attempts.map(({ replayedById, ...attempt }) => ({
    ...attempt,
    replay:
      replayedById === null ? null : { by: people.find(({ id }) => id === replayedById)?.email ?? null },
  }));
}

async function findOrganization(ctx: Ctx, id: string | null): Promise<DeliveryDetails['organization']> {
  return id === null
    ? null
    : ctx.db.organization.findUnique({ where: { id }, select: { id: true, name: true } });
}
