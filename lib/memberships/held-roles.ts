import { canGrant } from '../authz/authorize';
import type { ActingActor } from '../authz/context';
import type { Transaction } from '../db';
import { refuse } from '../errors';

export interface HeldRole {
  readonly id: string;
  readonly displayName: string;
  readonly effectivePermissions: readonly string[];
}

export const roleFields = { id: true, displayName: true, effectivePermissions: true } as const;

/** The roles of a membership, whatever its status. */
export async function findHeldRoles(tx: Transaction, membershipId: string): Promise<HeldRole[]> {
  return tx.role.findMany({ where: { memberships: { some: { membershipId } } }, select: roleFields });
}

/** Refuses with `role_not_grantable` when one of the roles may do more than the actor (product rule 14). */
export function requireGrantable(
  actor: ActingActor,
  organizationId: string,
  roles: readonly HeldRole[],
): void {
  const above = roles.find((role) => !canGrant(actor, organizationId, role.effectivePermissions));
  if (!above) return;
  const sentence = `This is about the role ${above.displayName}, which may do more than you. Ask an admin.`;
  refuse('role_not_grantable', sentence, { fields: { roleIds: sentence } });
}
