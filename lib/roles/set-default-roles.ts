import { recordAudit } from '../audit/record';
import { whatChanged } from '../audit/what-changed';
import { authorize, canGrant } from '../authz/authorize';
import type { ActingActor, Ctx } from '../authz/context';
import { type Transaction, violatedConstraint } from '../db';
import { refuse, refuseField } from '../errors';
import { type DefaultRoles, lockDefaultRoles, writeDefaultRoles } from './default-roles';
import type { SetDefaultRolesInput } from './role.schema';
import { manageRolesOf } from './role-action';

/**
 * Chooses which role the creator of an organization and its later members get unless told otherwise, for one
 * organization (null: as the environment says) or for the environment; one that is not given stays. A default is given
 * without being asked for, so a new one must be a role that the actor may grant (`role_not_grantable`).
 */
export async function setDefaultRoles(ctx: Ctx, input: SetDefaultRolesInput): Promise<void> {
  const actor = authorize(ctx, ...manageRolesOf(input.organizationId));
  const { organizationId, ...chosen } = input;
  try {
    await ctx.db.$transaction(async (tx) => {
      const { target, defaults } = await lockDefaultRoles(tx, organizationId);
      const after = { ...defaults, ...chosen };
      const changes = whatChanged<DefaultRoles>(defaults, after);
      if (!changes) return;
      await checkDefaults(tx, actor, organizationId, changes.after);
      await writeDefaultRoles(tx, ctx, organizationId, after);
      await recordAudit(tx, ctx, {
        action: organizationId === null ? 'workspace.updated' : 'organization.updated',
        organizationId,
        target,
        changes: { before: await nameRoles(tx, changes.before), after: await nameRoles(tx, changes.after) },
      });
    });
  } catch (error) {
    if (!/default_(?:creator|member)_role_id_fkey$/.test(violatedConstraint(error) ?? '')) throw error;
    refuse('conflict', 'That role was deleted at the same moment. Choose another.', { cause: error });
  }
}

async function checkDefaults(
  tx: Transaction,
  actor: ActingActor,
  organizationId: string | null,
  chosen: Partial<DefaultRoles>,
): Promise<void> {
  for (const [field, roleId] of Object.entries(chosen)) {
    if (roleId === null) continue;
    const role = await tx.role.findFirst({
      where: { id: roleId, OR: [{ organizationId: null }, ...(organizationId ? [{ organizationId }] : [])] },
      select: { displayName: true, effectivePermissions: true },
    });
    if (!role) return refuseField(field, 'That role does not exist any more. Choose another.');
    if (organizationId === null || canGrant(actor, organizationId, role.effectivePermissions)) continue;
    const sentence = `You cannot give the role ${role.displayName}: it may do more than you.`;
    refuse('role_not_grantable', sentence, { fields: { [field]: sentence } });
  }
}

/** People read the audit log: roles by their names. */
async function nameRoles(
  tx: Transaction,
  roles: Partial<DefaultRoles>,
): Promise<Record<string, string | null>> {
  const named: Record<string, string | null> = {};
  for (const [field, roleId] of Object.entries(roles)) {
    const where = { id: roleId ?? '' };
    const role = await tx.role.findUnique({ where, select: { displayName: true } });
    named[field.replace(/Id$/, '')] = role?.displayName ?? null;
  }
  return named;
}
