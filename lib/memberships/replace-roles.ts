import { recordAudit } from '../audit/record';
import type { ActingActor, Ctx } from '../authz/context';
import { type Transaction, violatedConstraint } from '../db';
import { refuse } from '../errors';
import { lockOrganization } from '../organizations/seats';
import { findHeldRoles, type HeldRole, requireGrantable, roleFields } from './held-roles';
import { requireOtherAdmin } from './last-admin';
import { requireRolesUnmanaged } from './managed-member';
import { lockMembership } from './membership';
import type { MembershipRef } from './membership.schema';
import { isChosen, type SourcedRole } from './role-source';

export interface RolesChange {
  readonly actor: ActingActor;
  readonly member: MembershipRef;
  /** The ids of the roles that they are to have, given those that they have. Nobody else changes these meanwhile. */
  readonly next: (held: readonly string[]) => readonly string[];
}

/**
 * Everything that a change of somebody's roles entails; its callers have authorised. What is added and what is taken away
 * must be within what the actor may grant (`role_not_grantable`): nobody promotes above themselves, and nobody demotes
 * who stands above them. Refuses to take admin from the last admin, and what a group of the directory that manages them gave
 * (`managed_by_directory`). Writes nothing when nothing changes. What is given is
 * chosen from now on; where one is taken that an identity provider, a directory or the default gave, so are those that
 * stay, or the next login would bring it back.
 */
export async function replaceRoles(
  tx: Transaction,
  ctx: Ctx,
  { actor, member: ref, next }: RolesChange,
): Promise<{ roles: string[] }> {
  await lockOrganization(tx, ref.organizationId);
  const member = await lockMembership(tx, ref);
  const before = await findHeldRoles(tx, member.id);
  const after = await findRoles(tx, ref.organizationId, next(before.map(({ id }) => id)));
  const change = { taken: without(before, after), given: without(after, before) };
  if (change.taken.length + change.given.length === 0) return { roles: names(after) };
  requireGrantable(actor, ref.organizationId, [...change.taken, ...change.given]);
  await requireRolesUnmanaged(
    tx,
    member.id,
    change.taken.map((role) => role.id),
  );
  if (member.status === 'ACTIVE' && isAdmin(before) && !isAdmin(after)) {
    await requireOtherAdmin(tx, ref.organizationId, member.id);
  }
  await writeRoles(tx, { ...ref, now: ctx.now }, change);
  await recordAudit(tx, ctx, {
    action: 'membership.roles_changed',
    organizationId: ref.organizationId,
    target: { kind: 'membership', id: member.id, name: member.email },
    changes: { before: { roles: names(before) }, after: { roles: names(after) } },
  });
  return { roles: names(after) };
}

/** Somebody deleted a role at the same moment. */
export function explainDeletedRole(error: unknown): never {
  if (violatedConstraint(error) !== 'membership_roles_role_id_fkey') throw error;
  return refuseMissingRole(error);
}

async function findRoles(
  tx: Transaction,
  organizationId: string,
  ids: readonly string[],
): Promise<HeldRole[]> {
  const ofOrganization = [{ organizationId: null }, { organizationId }];
  const roles = await tx.role.findMany({
    where: { id: { in: [...ids] }, OR: ofOrganization },
    select: roleFields,
  });
  return roles.length === new Set(ids).size ? roles : refuseMissingRole();
}

function refuseMissingRole(cause?: unknown): never {
  const sentence = 'That role does not exist any more. Choose another.';
  return refuse('invalid_input', sentence, { fields: { roleIds: sentence }, cause });
}

/** Only what differs: a role that stays is not touched, so that nobody who deletes another one is waited for. */
async function writeRoles(
  tx: Transaction,
  { organizationId, membershipId, now }: MembershipRef & { readonly now: Date },
  change: { readonly taken: HeldRole[]; readonly given: HeldRole[] },
): Promise<void> {
  const taken = change.taken.map((role) => role.id);
  const ended = await tx.$queryRaw<Pick<SourcedRole, 'source'>[]>`
    delete from membership_roles where membership_id = ${membershipId} and role_id = any(${taken}::text[])
    returning source::text`;
  if (!ended.every(isChosen)) {
    await tx.membershipRole.updateMany({
      where: { membershipId, source: { not: 'INVITATION' } },
      data: { source: 'MANUAL', reason: null },
    });
  }
  const data = change.given.map((role) => ({
    membershipId,
    roleId: role.id,
    organizationId,
    source: 'MANUAL' as const,
  }));
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
