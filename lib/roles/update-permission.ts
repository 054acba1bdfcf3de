import { recordAudit } from '../audit/record';
import { authorize } from '../authz/authorize';
import type { Ctx } from '../authz/context';
import { lockOwnPermission } from './lock-permission';
import type { UpdatePermissionInput } from './role.schema';

/** Describes a permission anew. Its name, by which the application and roles know it, stays; so do Usher's own. */
export async function updatePermission(ctx: Ctx, input: UpdatePermissionInput): Promise<void> {
  authorize(ctx, 'environment-role.manage');
  await ctx.db.$transaction(async (tx) => {
    const before = await lockOwnPermission(tx, input.permissionId);
    if (before.description === input.description) return;
    const data = { description: input.description, updatedAt: ctx.now };
    await tx.permission.update({ where: { id: before.id }, data, select: { id: true } });
    await recordAudit(tx, ctx, {
      action: 'permission.updated',
      organizationId: null,
      target: { kind: 'permission', id: before.id, name: before.name },
      changes: { before: { description: before.description }, after: { description: input.description } },
    });
  });
}
