import { accessOf, can } from '../authz/authorize';
import type { ActingActor } from '../authz/context';
import type { Transaction } from '../db';
import { refuse, refuseField } from '../errors';
import { maximumDepth, type RoleSummary, unitePermissions } from './role';
import type { RoleFields } from './role.schema';
import { findAncestors, findDescendants } from './role-graph';

export interface RoleToCheck {
  readonly actor: ActingActor;
  /** Null: a role of the environment. */
  readonly organizationId: string | null;
  readonly fields: RoleFields;
  /** The role as it is; null for a new one. */
  readonly before: RoleSummary | null;
}

/**
 * Everything that the database does not decide about a role's fields; returns the permissions that it will give.
 * Wants the lock on the role graph. Refuses by field: a name that programs could not say or that is taken on the other level, permissions and roles
 * that do not exist, cycles and long chains, and (`role_not_grantable`) permissions that the actor lacks.
 */
export async function checkRole(tx: Transaction, role: RoleToCheck): Promise<string[]> {
  await checkName(tx, role);
  await checkPermissions(tx, role.fields.permissions);
  const inherited = await checkExtended(tx, role);
  const effective = unitePermissions(role.fields.permissions, inherited);
  checkGrantable(role, effective);
  return effective;
}

/** The names by which the public contract lets programs speak of a role; one from before that has a dash keeps it. */
const addressable = /^[a-zA-Z0-9_]+$/;

/** A name means one role for every member of an organization: those of the environment are everywhere. */
async function checkName(tx: Transaction, { organizationId, fields, before }: RoleToCheck): Promise<void> {
  if (fields.name === before?.name) return;
  if (!addressable.test(fields.name)) refuseField('name', 'Letters, digits and underscores.');
  const otherLevel = organizationId === null ? { not: null } : null;
  const where = { name: fields.name, organizationId: otherLevel };
  if (!(await tx.role.findFirst({ where, select: { id: true } }))) return;
  refuseField(
    'name',
    organizationId === null
      ? 'An organization has a role of its own with this name. Choose another.'
      : 'A role of the environment has this name. Choose another.',
  );
}

/** Holds the permissions until the transaction ends, so that none is deleted meanwhile. */
async function checkPermissions(tx: Transaction, names: readonly string[]): Promise<void> {
  const rows = await tx.$queryRaw<{ name: string }[]>`
    select name from permissions where name = any(${names}::text[]) order by name for share`;
  const unknown = names.find((name) => !rows.some((row) => row.name === name));
  if (unknown) refuseField('permissions', `There is no permission ${unknown}.`);
}

/** What the extended role gives; nothing when none is extended. */
async function checkExtended(tx: Transaction, role: RoleToCheck): Promise<readonly string[]> {
  const { organizationId, fields, before } = role;
  if (fields.extendsId === null) return [];
  const chain = await findAncestors(tx, fields.extendsId);
  const [extended] = chain;
  const within = extended?.organizationId === null || extended?.organizationId === organizationId;
  if (!extended || !within) {
    return refuseField('extendsId', 'That role does not exist any more. Choose another.');
  }
  if (before && chain.some((ancestor) => ancestor.id === before.id)) {
    return refuseField('extendsId', 'A role cannot extend itself, not even through other roles.');
  }
  const below = before ? await findDescendants(tx, before.id) : [];
  if (chain.length + 1 + (below.at(-1)?.distance ?? 0) > maximumDepth) {
    return refuseField('extendsId', `At most ${maximumDepth} roles can extend each other in a row.`);
  }
  return extended.effectivePermissions;
}

/** Product rule 14, for what the change adds and for what it takes away. */
function checkGrantable({ actor, organizationId, before }: RoleToCheck, effective: readonly string[]): void {
  if (can(actor, 'environment-role.manage')) return;
  const own = accessOf(actor, organizationId)?.permissions;
  const earlier = before?.effectivePermissions ?? [];
  const changed = [
    ...effective.filter((name) => !earlier.includes(name)),
    ...earlier.filter((name) => !effective.includes(name)),
  ];
  const above = changed.find((name) => !own?.has(name));
  if (!above) return;
  const sentence = `You cannot give or take the permission ${above}: you do not have it yourself.`;
  refuse('role_not_grantable', sentence, { fields: { permissions: sentence } });
}
