import { canGrant } from '../authz/authorize';
import type { ActingActor, Ctx } from '../authz/context';
import type { Transaction } from '../db';
import { refuse, refuseField } from '../errors';
import { isAdmin, lockOrganizationsOf } from './keep-admins';
import type { RoleSummary } from './role';
import { roleColumns } from './role-sql';
import { spreadPermissions } from './spread-permissions';

export interface Succession {
  readonly actor: ActingActor;
  readonly role: RoleSummary;
  readonly successorId: string;
}

/**
 * Gives whoever holds a role its successor instead, for the same reason, and returns that. Wants the lock on the role graph. Refuses a
 * successor that not everyone who holds the role could have, roles above the actor (`role_not_grantable`), and
 * (`last_admin`) what would leave an organization without an active admin.
 */
export async function succeedRole(tx: Transaction, ctx: Ctx, succession: Succession): Promise<RoleSummary> {
  const { role } = succession;
  const successor = await requireSuccessor(tx, succession);
  if (isAdmin(role.effectivePermissions)) await lockOrganizationsOf(tx, [role.id]);
  await tx.$executeRaw`
    insert into membership_roles (membership_id, role_id, organization_id, source, reason)
    select membership_id, ${successor.id}, organization_id, source, reason from membership_roles where role_id = ${role.id}
    on conflict do nothing`;
  // Without permissions the old role makes nobody an admin, so that the successor alone has to.
  await spreadPermissions(tx, ctx, role.id, []);
  await tx.$executeRaw`delete from membership_roles where role_id = ${role.id}`;
  return successor;
}

async function requireSuccessor(
  tx: Transaction,
  { actor, role, successorId }: Succession,
): Promise<RoleSummary> {
  const { organizationId } = role;
  const [successor] = await tx.$queryRaw<RoleSummary[]>`
    select ${roleColumns} from roles r where r.id = ${successorId} and r.id <> ${role.id}
      and (r.organization_id is null or r.organization_id = ${organizationId})`;
  if (!successor) return refuseField('successorId', 'That role cannot take its place. Choose another.');
  const permissions = [...role.effectivePermissions, ...successor.effectivePermissions];
  if (organizationId !== null && !canGrant(actor, organizationId, permissions))
    refuse('role_not_grantable', 'You cannot give or take these roles: they may do more than you.');
  return successor;
}
