import { recordAudit } from '../audit/record';
import { authorize } from '../authz/authorize';
import type { Ctx } from '../authz/context';
import { refuse } from '../errors';
import { typeOfKind } from './application';
import type { ClientRef } from './client.schema';
import { clientTarget, lockClient } from './lock-client';

/**
 * Makes an application the one where invitations from the dashboard lead, instead of the one that was. Of several at once
 * the last one is: the lock on the workspace lets them by one after the other. Making the default so again changes nothing.
 */
export async function makeDefaultApplication(ctx: Ctx, { clientId }: ClientRef): Promise<void> {
  authorize(ctx, 'client.manage');
  await ctx.db.$transaction(async (tx) => {
    await tx.$queryRaw`select 1 from workspace for update`;
    const client = await lockClient(tx, ctx, { clientId });
    if (!typeOfKind(client)) refuse('not_found', 'There is no such application.');
    const before = await tx.client.findFirst({
      where: { isDefault: true },
      select: { id: true, name: true },
    });
    if (before?.id === client.id) return;
    await tx.client.updateMany({ where: { isDefault: true }, data: { isDefault: false } });
    await tx.client.update({ where: { id: client.id }, data: { isDefault: true }, select: { id: true } });
    await recordAudit(tx, ctx, {
      action: 'client.made_default',
      organizationId: null,
      target: clientTarget(client),
      changes: { before: { default: before?.name ?? null }, after: { default: client.name } },
    });
  });
}
