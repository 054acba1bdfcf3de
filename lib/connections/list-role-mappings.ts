import { authorize } from '../authz/authorize';
import type { Ctx } from '../authz/context';
import type { Transaction } from '../db';
import type { ConnectionRef } from './connection.schema';
import { readConnection } from './lock-connection';

export interface RoleMappingRow {
  readonly attribute: string;
  readonly value: string;
  readonly roleId: string;
  readonly roleName: string;
  readonly effectivePermissions: readonly string[];
}

/** Which groups give which roles at a connection, in their order. */
export async function listRoleMappings(ctx: Ctx, ref: ConnectionRef): Promise<readonly RoleMappingRow[]> {
  authorize(ctx, 'connection.list', ref.organizationId);
  const { connectionId } = await readConnection(ctx.db, ref);
  return readRoleMappings(ctx.db, connectionId);
}

/** The same for a use case that has found the connection. */
export async function readRoleMappings(tx: Transaction, connectionId: string): Promise<RoleMappingRow[]> {
  const rows = await tx.roleMapping.findMany({
    where: { connectionId },
    orderBy: { position: 'asc' },
    select: {
      attribute: true,
      value: true,
      roleId: true,
      role: { select: { displayName: true, effectivePermissions: true } },
    },
  });
  return rows.map(({ role, ...row }) => ({
    ...row,
    roleName: role.displayName,
    effectivePermissions: role.effectivePermissions,
  }));
}
