import { recordAudit } from '../audit/record';
import { authorize, canGrant } from '../authz/authorize';
import type { Ctx, UserActor } from '../authz/context';
import type { Transaction } from '../db';
import { refuse } from '../errors';
import { lockOrganization } from '../organizations/seats';
import { requireOtherAdmin } from './last-admin';
import { lockMembership } from './membership';
import type { ChangeRolesInput } from './membership.schema';

interface Role {
  readonly id: string;
  readonly displayName: string;
  readonly effectivePermissions: string[];
}

/**
 * Gives a member exactly these roles, effective at their next request; also someone who is still pending. What is
 * added and what is taken away must be within what the actor may grant (`role_not_grantable`): nobody promotes above
 * themselves, and nobody demotes who stands above them. Refuses to take admin from the last admin.
 */
export async function changeRoles(ctx: Ctx, input: ChangeRolesInput): Promise<{ roles: string[] }> {
  const actor = authorize(ctx, 'membership.change-roles', input.organizationId);
  return ctx.db.$transaction(async (tx) => {
    await lockOrganization(tx, input.organizationId);
    const member = await lockMembership(tx, input);
    const before = await findHeldRoles(tx, member.id);
    const after = await findRoles(tx, input);
    requireGrantable(actor, input.organizationId, difference(before, after));
    if (member.status === 'ACTIVE' && isAdmin(before) && !isAdmin(after)) {
      await requireOtherAdmin(tx, input.organizationId, member.id);
    }
    await replaceRoles(tx, input.organizationId, member.id, after, ctx.now);
    await recordAudit(tx, ctx, {
      action: 'membership.roles_changed',
      organizationId: input.organizationId,
      target: { kind: 'membership', id: member.id, name: member.email },
      changes: { before: { roles: names(before) }, after: { roles: names(after) } },
    });
    return { roles: names(after) };
  });
}

const roleFields = { id: true, displayName: true, effectivePermissions: true } as const;

async function findHeldRoles(tx: Transaction, membershipId: string): Promise<Role[]> {
  return tx.role.findMany({ where: { memberships: { some: { membershipId } } }, select: roleFields });
}

async function findRoles(tx: Transaction, input: ChangeRolesInput): Promise<Role[]> {
  const ofOrganization = [{ organizationId: null }, { organizationId: input.organizationId }];
  const roles = await tx.role.findMany({
    where: { id: { in: input.roleIds }, OR: ofOrganization },
    select: roleFields,
  });
  if (roles.length === new Set(input.roleIds).size) return roles;
  const sentence = 'That role does not exist any more. Choose another.';
  return refuse('invalid_input', sentence, { fields: { roleIds: sentence } });
}

function requireGrantable(actor: UserActor, organizationId: string, roles: Role[]): void {
  const above = roles.find((role) => !canGrant(actor, organizationId, role.effectivePermissions));
  if (!above) return;
  const sentence = `You cannot give or take the role ${above.displayName}: it may do more than you.`;
  refuse('role_not_grantable', sentence, { fields: { roleIds: sentence } });
}

async function replaceRoles(
  tx: Transaction,
  organizationId: string,
  membershipId: string,
  roles: Role[],
  now: Date,
): Promise<void> {
  await tx.membershipRole.deleteMany({ where: { membershipId } });
  await tx.membershipRole.createMany({
    data: roles.map((role) => ({ membershipId, roleId: role.id, organizationId })),
  });
  await tx.$executeRaw`update memberships set updated_at = ${now}::timestamptz where id = ${membershipId}`;
}

/** The roles in one list and not in the other. */
function difference(a: Role[], b: Role[]): Role[] {
  const within = (list: Role[], role: Role) => list.some((other) => other.id === role.id);
  return [...a.filter((role) => !within(b, role)), ...b.filter((role) => !within(a, role))];
}

function isAdmin(roles: Role[]): boolean {
  return roles.some((role) => role.effectivePermissions.includes('members:manage'));
}

function names(roles: Role[]): string[] {
  return roles.map((role) => role.displayName).sort();
}
