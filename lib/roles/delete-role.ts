import { recordAudit } from '../audit/record';
import { authorize } from '../authz/authorize';
import type { Ctx } from '../authz/context';
import { refuse } from '../errors';
import { readEventData } from '../events/publish';
import type { DeleteRoleInput } from './role.schema';
import { manageRolesOf } from './role-action';
import { getOwnedRole, lockRoleGraph } from './role-graph';
import { explainRoleDeletion } from './role-refusals';
import { succeedRole } from './succeed-role';

/**
 * Deletes a role that nobody holds, no group is mapped to, nothing extends and that is no default; else `role_in_use` with the reason. The
 * foreign keys decide, also against someone who is given the role at the same moment. With a successor, whoever holds
 * the role gets that one instead; the actor must be able to give both. Built-in roles stay.
 */
export async function deleteRole(ctx: Ctx, input: DeleteRoleInput): Promise<void> {
  const actor = authorize(ctx, ...manageRolesOf(input.organizationId));
  const { organizationId, successorId } = input;
  if (successorId && organizationId !== null) authorize(ctx, 'membership.change-roles', organizationId);
  try {
    await ctx.db.$transaction(async (tx) => {
      await lockRoleGraph(tx);
      const role = await getOwnedRole(tx, input);
      if (role.builtIn) refuse('forbidden', 'A built-in role cannot be deleted.');
      const successor = successorId ? await succeedRole(tx, ctx, { actor, role, successorId }) : null;
      const eventData = await readEventData(tx, ctx, { kind: 'role', id: role.id });
      await tx.$executeRaw`delete from roles where id = ${role.id}`;
      await recordAudit(tx, ctx, {
        action: 'role.deleted',
        organizationId,
        target: { kind: 'role', id: role.id, name: role.displayName },
        changes: {
          before: { name: role.name, permissions: role.permissions },
          ...(successor && { after: { successor: successor.displayName } }),
        },
        eventData,
      });
    });
  } catch (error) {
    await explainRoleDeletion(ctx.db, input.roleId, error);
  }
}
