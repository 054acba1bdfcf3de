import { recordAudit } from '../audit/record';
import { authorize } from '../authz/authorize';
import type { Ctx } from '../authz/context';
import { type Transaction, violatedConstraint } from '../db';
import { refuse } from '../errors';
import { lockOrganization } from '../organizations/seats';
import { findHeldRoles, type HeldRole, requireGrantable, roleFields } from './held-roles';
import { requireOtherAdmin } from './last-admin';
import { lockMembership } from './membership';
import type { ChangeRolesInput } from './membership.schema';

/**
 * Gives a member exactly these roles, effective at their next request; also someone who is still pending. What is
 * added and what is taken away must be within what the actor may grant (`role_not_grantable`): nobody promotes above
 * themselves, and nobody demotes who stands above them. Refuses to take admin from the last admin. Roles that the member
 * has already change nothing. Without any they stay a member, and get no default back.
 */
export async function changeRoles(ctx: Ctx, input: ChangeRolesInput): Promise<{ roles: string[] }> {
  const actor = authorize(ctx, 'membership.change-roles', input.organizationId);
  const changed = ctx.db.$transaction(async (tx) => {
    await lockOrganization(tx, input.organizationId);
    const member = await lockMembership(tx, input);
    const before = await findHeldRoles(tx, member.id);
    const after = await findRoles(tx, input);
    const change = { taken: without(before, after), given: without(after, before) };
    if (change.taken.length + change.given.length === 0) return { roles: names(after) };
    requireGrantable(actor, input.organizationId, [...change.taken, ...change.given]);
    if (member.status === 'ACTIVE' && isAdmin(before) && !isAdmin(after)) {
      await requireOtherAdmin(tx, input.organizationId, member.id);
    }
    await writeRoles(tx, { ...input, now: ctx.now }, change);
    await recordAudit(tx, ctx, {
      action: 'membership.roles_changed',
      organizationId: input.organizationId,
      target: { kind: 'membership', id: member.id, name: member.email },
      changes: { before: { roles: names(before) }, after: { roles: names(after) } },
    });
    return { roles: names(after) };
  });
  return changed.catch(explainDeletedRole);
}

async function findRoles(tx: Transaction, input: ChangeRolesInput): Promise<HeldRole[]> {
  const ofOrganization = [{ organizationId: null }, { organizationId: input.organizationId }];
  const roles = await tx.role.findMany({
    where: { id: { in: input.roleIds }, OR: ofOrganization },
    select: roleFields,
  });
  return roles.length === new Set(input.roleIds).size ? roles : refuseMissingRole();
}

function refuseMissingRole(cause?: unknown): never {
  const sentence = 'That role does not exist any more. Choose another.';
  return refuse('invalid_input', sentence, { fields: { roleIds: sentence }, cause });
}

/** Somebody deleted a role at the same moment. */
function explainDeletedRole(error: unknown): never {
  if (violatedConstraint(error) !== 'membership_roles_role_id_fkey') throw error;
  return refuseMissingRole(error);
}

/** Only what differs: a role that stays is not touched, so that nobody who deletes another one is waited for. */
async function writeRoles(
  tx: Transaction,
  { organizationId, membershipId, now }: ChangeRolesInput & { now: Date },
  change: { readonly taken: HeldRole[]; readonly given: HeldRole[] },
): Promise<void> {
  const taken = change.taken.map((role) => role.id);
  await tx.membershipRole.deleteMany({ where: { membershipId, roleId: { in: taken } } });
  const data = change.given.map((role) => ({ membershipId, roleId: role.id, organizationId }));
  await tx.membershipRole.createMany({ data });
  await tx.$executeRaw`update memberships set updated_at = ${now}::timestamptz where id = ${membershipId}`;
}

/** The roles of one list that are not in the other. */
function without(roles: HeldRole[], others: HeldRole[]): HeldRole[] {
  return roles.filter((role) => !others.some((other) => other.id === role.id));
}

function isAdmin(roles: HeldRole[]): boolean {
  return roles.some((role) => role.effectivePermissions.includes('members:manage'));
}

function names(roles: HeldRole[]): string[] {
  return roles.map((role) => role.displayName).sort();
}
