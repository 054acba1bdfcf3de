import { recordAudit } from '../audit/record';
import { authorize } from '../authz/authorize';
import type { Ctx } from '../authz/context';
import type { ClientRef } from './client.schema';
import { clientTarget, lockClient } from './lock-client';

/**
 * Deletes a client with its secrets, whatever its kind. Its tokens are worthless here from the next call on, and what
 * people granted to an application ends with it. One that the environment names comes back at the next start, without the
 * secrets that were made here.
 */
export async function deleteClient(ctx: Ctx, input: ClientRef): Promise<void> {
  authorize(ctx, 'client.manage');
  const { organizationId = null } = input;
  await ctx.db.$transaction(async (tx) => {
    const client = await lockClient(tx, ctx, input);
    await tx.client.delete({ where: { id: client.id }, select: { id: true } });
    await recordAudit(tx, ctx, { action: 'client.deleted', organizationId, target: clientTarget(client) });
  });
}
