import { authorize } from '../authz/authorize';
import type { Ctx } from '../authz/context';
import { refuse } from '../errors';
import { type PermissionRecord, permissionRecordSelect } from './permission-record';

/** One permission by its name, or `not_found`. */
export async function getPermissionRecord(
  ctx: Ctx,
  { name }: { readonly name: string },
): Promise<PermissionRecord> {
  authorize(ctx, 'environment-role.list');
  const permission = await ctx.db.permission.findUnique({ where: { name }, select: permissionRecordSelect });
  return permission ?? refuse('not_found', `There is no permission ${name}.`);
}
