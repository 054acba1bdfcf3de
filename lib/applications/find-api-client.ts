import type { ClientActor } from '../authz/context';
import { type Database, prepared } from '../db';

/**
 * Who calls the API with a token of this client, or null when it is gone or may not call it any more. Public: reading
 * who is there comes before knowing who is there.
 */
export async function findApiClient(db: Database, clientId: string): Promise<ClientActor | null> {
  const [client] = await db.$queryRaw<{ name: string }[]>`${prepared}
    select name from clients where id = ${clientId} and api_access`;
  return client ? { kind: 'client', clientId, name: client.name } : null;
}
