import { recordAudit } from '../audit/record';
import { authorize } from '../authz/authorize';
import type { Ctx } from '../authz/context';
import type { Transaction } from '../db';
import { refuse } from '../errors';
import { newId } from '../id';
import { checkRole } from './check-role';
import { rolesMaximum } from './role';
import type { CreateRoleInput } from './role.schema';
import { manageRolesOf } from './role-action';
import { lockRoleGraph } from './role-graph';
import { explainRoleWrite } from './role-refusals';

/**
 * Creates a role of an organization, or of the environment. It gives its own permissions and those of the role that it
 * extends: an organization's may extend the environment's. Refuses a name that is taken there or on the other level,
 * permissions that the actor lacks (`role_not_grantable`), cycles, chains of more than ten, and (`conflict`) more than 200
 * roles of one organization.
 */
export async function createRole(ctx: Ctx, input: CreateRoleInput): Promise<{ id: string }> {
  const actor = authorize(ctx, ...manageRolesOf(input.organizationId));
  const { organizationId, ...fields } = input;
  const id = newId('role', ctx.now);
  try {
    return await ctx.db.$transaction(async (tx) => {
      await lockRoleGraph(tx);
      await requireRoom(tx, organizationId);
      const effectivePermissions = await checkRole(tx, { actor, organizationId, fields, before: null });
      const times = { createdAt: ctx.now, updatedAt: ctx.now };
      await tx.role.create({
        data: { id, organizationId, ...fields, effectivePermissions, ...times },
        select: { id: true },
      });
      await recordAudit(tx, ctx, {
        action: 'role.created',
        organizationId,
        target: { kind: 'role', id, name: fields.displayName },
        changes: { after: fields },
      });
      return { id };
    });
  } catch (error) {
    return explainRoleWrite(error);
  }
}

/** The lock on the role graph makes the count true until the role is there. */
async function requireRoom(tx: Transaction, organizationId: string | null): Promise<void> {
  if (organizationId === null) return;
  const count = await tx.role.count({ where: { organizationId } });
  if (count >= rolesMaximum)
    refuse('conflict', `An organization can have at most ${rolesMaximum} roles of its own.`);
}
