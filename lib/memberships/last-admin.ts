import { prepared, type Transaction } from '../db';
import { refuse } from '../errors';
import { lockOrganization } from '../organizations/seats';

/**
 * Refuses when nobody but this member could manage the organization's people (product rule 12). Two admins who remove
 * each other at once are decided by the lock on the organization's row: it is a statement of its own, so that the
 * count after it sees what the other one committed. Says nothing about an organization that never had an admin.
 */
export async function requireOtherAdmin(
  tx: Transaction,
  organizationId: string,
  membershipId: string,
): Promise<void> {
  await lockOrganization(tx, organizationId);
  const admins = await findAdmins(tx, organizationId);
  if (admins.length === 1 && admins[0] === membershipId) {
    refuse('last_admin', 'This is the only admin of the organization. Make someone else an admin first.');
  }
}

/** Whether anybody but these members manages the organization's people. The organization is locked. */
export async function hasOtherAdmin(
  tx: Transaction,
  organizationId: string,
  membershipIds: readonly string[],
): Promise<boolean> {
  return (await findAdmins(tx, organizationId, membershipIds)).length > 0;
}

/** Up to two active members who may manage people, of others than `except`; two are enough to know that there is another. */
async function findAdmins(
  tx: Transaction,
  organizationId: string,
  except: readonly string[] = [],
): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`${prepared}
    select distinct m.id
    from roles r
    join membership_roles mr on mr.role_id = r.id and mr.organization_id = ${organizationId}
    join memberships m on m.id = mr.membership_id and m.status = 'ACTIVE'
    where r.effective_permissions @> array['members:manage'] and m.id <> all(${[...except]}::text[]) limit 2`;
  return rows.map((row) => row.id);
}
