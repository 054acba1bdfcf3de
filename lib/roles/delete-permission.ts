import { recordAudit } from '../audit/record';
import { authorize } from '../authz/authorize';
import type { Ctx } from '../authz/context';
import { refuse } from '../errors';
import { readEventData } from '../events/publish';
import { lockOwnPermission } from './lock-permission';
import type { PermissionRef } from './role.schema';

/**
 * Deletes a permission that no role holds; else `role_in_use`, naming one of them. A role that takes the permission at
 * the same moment either waits for this and misses it, or was waited for here: the lock is a statement of its own.
 */
export async function deletePermission(ctx: Ctx, input: PermissionRef): Promise<void> {
  authorize(ctx, 'environment-role.manage');
  await ctx.db.$transaction(async (tx) => {
    const permission = await lockOwnPermission(tx, input.permissionId);
    const holder = await tx.role.findFirst({
      where: { permissions: { has: permission.name } },
      select: { displayName: true, organization: { select: { name: true } } },
      orderBy: { id: 'asc' },
    });
    if (holder) {
      const where = holder.organization ? ` of ${holder.organization.name}` : '';
      refuse(
        'role_in_use',
        `The role ${holder.displayName}${where} has this permission. Take it out there first.`,
      );
    }
    const eventData = await readEventData(tx, ctx, { kind: 'permission', id: permission.id });
    await tx.permission.delete({ where: { id: permission.id }, select: { id: true } });
    await recordAudit(tx, ctx, {
      action: 'permission.deleted',
      organizationId: null,
      target: { kind: 'permission', id: permission.id, name: permission.name },
      changes: { before: { description: permission.description } },
      eventData,
    });
  });
}
