import type { Transaction } from '../db';
import { refuse } from '../errors';
import type { ConnectionRecord } from './connection-record';

/**
 * Refuses (`conflict`) to take away the last connection by which members of an organization that must use SSO log in. Wants
 * the lock on the organization.
 */
export async function requireOtherWay(
  tx: Transaction,
  { organizationId, connectionId, enabled }: ConnectionRecord,
): Promise<void> {
  if (!enabled) return;
  const isRequired = await tx.organization.count({ where: { id: organizationId, ssoRequired: true } });
  if (isRequired === 0) return;
  const others = await tx.connection.count({
    where: { organizationId, enabled: true, id: { not: connectionId } },
  });
  if (others === 0)
    refuse(
      'conflict',
      'Members must log in by this connection. Let them log in otherwise first, in the settings of the organization.',
    );
}
