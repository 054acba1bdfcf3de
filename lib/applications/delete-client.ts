import { recordAudit } from '../audit/record';
import { authorize } from '../authz/authorize';
import type { Ctx } from '../authz/context';
import type { ClientRef } from './client.schema';
import { lockCredential } from './lock-credential';

/**
 * Deletes a credential with its secrets. Its tokens are worthless from the next call on. One that the environment
 * names comes back at the next start, without the secrets that were made here.
 */
export async function deleteClient(ctx: Ctx, input: ClientRef): Promise<void> {
  authorize(ctx, 'client.manage');
  await ctx.db.$transaction(async (tx) => {
    const credential = await lockCredential(tx, input.clientId);
    await tx.client.delete({ where: { id: credential.id }, select: { id: true } });
    await recordAudit(tx, ctx, {
      action: 'client.deleted',
      organizationId: null,
      target: { kind: 'client', id: credential.id, name: credential.name },
    });
  });
}
