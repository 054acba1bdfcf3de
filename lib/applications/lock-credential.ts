import type { Transaction } from '../db';
import { refuse } from '../errors';

export interface LockedCredential {
  readonly id: string;
  readonly name: string;
}

/**
 * A credential of the workspace, locked until the transaction ends: what is counted or changed after it is decided one
 * at a time. A client of an organization, and one that may not call the API, are `not_found`.
 */
export async function lockCredential(tx: Transaction, clientId: string): Promise<LockedCredential> {
  const [row] = await tx.$queryRaw<LockedCredential[]>`
    select id, name from clients where id = ${clientId} and api_access and organization_id is null for update`;
  return row ?? refuse('not_found', 'There is no such credential.');
}
