import { objectOf } from '../events/event-type';

/** An event as it is stored. */
export interface StoredEvent {
  readonly id: string;
  readonly type: string;
  readonly organizationId: string | null;
  readonly occurredAt: Date;
  readonly data: unknown;
}

/** What is sent of an event, the same bytes each time: the envelope of the public contract. */
export function webhookMessage(event: StoredEvent, environmentId: string): string {
  return JSON.stringify({
    spec_version: '1',
    id: event.id,
    type: event.type,
    object: objectOf(event.type),
    occurred_at: event.occurredAt.toISOString(),
    environment_id: environmentId,
    ...(event.organizationId !== null && { organization_id: event.organizationId }),
    data: event.data,
  });
}
