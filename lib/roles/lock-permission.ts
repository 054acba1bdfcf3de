import type { Transaction } from '../db';
import { refuse } from '../errors';

export interface LockedPermission {
  readonly id: string;
  readonly name: string;
  readonly description: string;
}

/** A permission of the application, locked until the transaction ends. Usher's own are refused: it relies on them. */
export async function lockOwnPermission(tx: Transaction, permissionId: string): Promise<LockedPermission> {
  const [row] = await tx.$queryRaw<(LockedPermission & { builtIn: boolean })[]>`
    select id, name, description, built_in as "builtIn" from permissions where id = ${permissionId} for update`;
  if (!row) return refuse('not_found', 'There is no such permission.');
  if (row.builtIn) return refuse('forbidden', "Usher's own permissions cannot be changed.");
  return { id: row.id, name: row.name, description: row.description };
}
