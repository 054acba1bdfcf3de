import { recordAudit } from '../audit/record';
import { authorize } from '../authz/authorize';
import type { Ctx } from '../authz/context';
import { violatedConstraint } from '../db';
import { refuseField } from '../errors';
import { newId } from '../id';
import type { CreatePermissionInput } from './role.schema';

/** Adds a permission that means something to the application; roles may hold it from then on. Its name is unique. */
export async function createPermission(ctx: Ctx, input: CreatePermissionInput): Promise<{ id: string }> {
  authorize(ctx, 'environment-role.manage');
  const id = newId('permission', ctx.now);
  try {
    return await ctx.db.$transaction(async (tx) => {
      const data = { id, ...input, createdAt: ctx.now, updatedAt: ctx.now };
      await tx.permission.create({ data, select: { id: true } });
      await recordAudit(tx, ctx, {
        action: 'permission.created',
        organizationId: null,
        target: { kind: 'permission', id, name: input.name },
        changes: { after: input },
      });
      return { id };
    });
  } catch (error) {
    if (violatedConstraint(error) !== 'permissions_name_key') throw error;
    return refuseField('name', 'There is a permission with this name already.');
  }
}
