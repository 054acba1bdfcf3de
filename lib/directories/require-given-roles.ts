import { canGrant } from '../authz/authorize';
import type { ActingActor } from '../authz/context';
import type { Transaction } from '../db';
import { refuse } from '../errors';
import type { DirectoryRecord } from './directory-record';

/**
 * Refuses whoever may not grant a role that a group of the directory gives (product rule 14): a secret of it would let them
 * put anybody into that group.
 */
export async function requireGivenRoles(
  tx: Transaction,
  actor: ActingActor,
  { organizationId, roleMappings }: DirectoryRecord,
): Promise<void> {
  const given = await tx.role.findMany({
    where: { id: { in: roleMappings.map(({ roleId }) => roleId) } },
    select: { effectivePermissions: true },
  });
  if (given.some(({ effectivePermissions }) => !canGrant(actor, organizationId, effectivePermissions)))
    refuse(
      'role_not_grantable',
      'A group of this directory gives a role that may do more than you. Ask an admin.',
    );
}
