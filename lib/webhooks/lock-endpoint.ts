import type { Transaction } from '../db';
import { refuse } from '../errors';
import type { EventType } from '../events/event-type';

export interface LockedEndpoint {
  readonly id: string;
  readonly url: string;
  readonly description: string;
  readonly enabled: boolean;
  readonly types: EventType[];
  readonly sealedSecret: Uint8Array<ArrayBuffer>;
  readonly secretSuffix: string;
}

/** An endpoint, locked until the transaction ends, so that it is changed one at a time; else `not_found`. */
export async function lockEndpoint(tx: Transaction, endpointId: string): Promise<LockedEndpoint> {
  await tx.$queryRaw`select 1 from webhook_endpoints where id = ${endpointId} for update`;
  const row = await tx.webhookEndpoint.findUnique({
    where: { id: endpointId },
    select: {
      id: true,
      url: true,
      description: true,
      enabled: true,
      types: true,
      sealedSecret: true,
      secretSuffix: true,
    },
  });
  if (!row) return refuse('not_found', 'There is no such endpoint.');
  return { ...row, types: row.types as EventType[] };
}
