import { recordAudit } from '../audit/record';
import { authorize } from '../authz/authorize';
import type { Ctx } from '../authz/context';
import type { RenameClientInput } from './client.schema';
import { clientTarget, lockClient } from './lock-client';

/**
 * Calls a client something else: in the list, and in the activity of what it does from now on. What it did keeps
 * the name of then. Programs know it by its id, which stays.
 */
export async function renameClient(ctx: Ctx, input: RenameClientInput): Promise<void> {
  authorize(ctx, 'client.manage');
  await ctx.db.$transaction(async (tx) => {
    const client = await lockClient(tx, ctx, input);
    if (client.name === input.name) return;
    await tx.client.update({
      where: { id: client.id },
      data: { name: input.name, updatedAt: ctx.now },
      select: { id: true },
    });
    await recordAudit(tx, ctx, {
      action: 'client.updated',
      organizationId: input.organizationId ?? null,
      target: clientTarget({ ...client, name: input.name }),
      changes: { before: { name: client.name }, after: { name: input.name } },
    });
  });
}
