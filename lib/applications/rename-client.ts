import { recordAudit } from '../audit/record';
import { authorize } from '../authz/authorize';
import type { Ctx } from '../authz/context';
import type { RenameClientInput } from './client.schema';
import { lockCredential } from './lock-credential';

/**
 * Calls a credential something else: in the list, and in the activity of what it does from now on. What it did keeps
 * the name of then. Programs know it by its id, which stays.
 */
export async function renameClient(ctx: Ctx, input: RenameClientInput): Promise<void> {
  authorize(ctx, 'client.manage');
  await ctx.db.$transaction(async (tx) => {
    const credential = await lockCredential(tx, input.clientId);
    if (credential.name === input.name) return;
    await tx.client.update({
      where: { id: credential.id },
      data: { name: input.name, updatedAt: ctx.now },
      select: { id: true },
    });
    await recordAudit(tx, ctx, {
      action: 'client.updated',
      organizationId: null,
      target: { kind: 'client', id: credential.id, name: input.name },
      changes: { before: { name: credential.name }, after: { name: input.name } },
    });
  });
}
