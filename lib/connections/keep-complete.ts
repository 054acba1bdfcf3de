import type { Transaction } from '../db';
import { refuse } from '../errors';
import type { ConnectionRecord } from './connection-record';
import { readConnection } from './lock-connection';

/** The connection as it is after a change; refuses (`conflict`) one that is on and would lack something for a login. */
export async function keepComplete(tx: Transaction, before: ConnectionRecord): Promise<ConnectionRecord> {
  const after = await readConnection(tx, before);
  if (after.enabled && after.status !== 'COMPLETED')
    refuse(
      'conflict',
      `People log in by this connection, and it would lack ${after.missing.join(', ')}. Switch it off first.`,
    );
  return after;
}
