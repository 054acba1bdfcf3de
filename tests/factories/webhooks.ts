import type { Ctx } from '@/lib/authz/context';
import type { Database } from '@/lib/db';
import type { EventType } from '@/lib/events/event-type';
import { createEndpoint, type EndpointSecret } from '@/lib/webhooks/create-endpoint';
import { contextFor, createStaff, testNow } from './world';

/** A staff admin, who may manage endpoints. */
export async function createEndpointManager(db: Database, now = testNow): Promise<Ctx> {
  return contextFor(db, await createStaff(db, 'ADMIN'), now);
}

/** An endpoint that gets everything, or these types, made by its use case. */
export async function makeEndpoint(
  ctx: Ctx,
  url = 'https://app.example.com/webhooks',
  types: EventType[] = [],
): Promise<EndpointSecret> {
  const scope = types.length > 0 ? 'chosen' : 'all';
  return createEndpoint(ctx, { url, description: 'The application', scope, types });
}
