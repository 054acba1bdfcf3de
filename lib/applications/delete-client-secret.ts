import { recordAudit } from '../audit/record';
import { authorize } from '../authz/authorize';
import type { Ctx } from '../authz/context';
import type { ClientSecretRef } from './client.schema';
import { secretLabel } from './client-secret';
import { clientTarget, lockClient } from './lock-client';
import { requireSecret } from './require-secret';

/**
 * Deletes a secret, disabled or not: nobody gets a token with it any more, and nothing of it is listed. Tokens that it
 * gave before stay good as after disabling it. Refuses (`conflict`) the secret that the environment sets.
 */
export async function deleteClientSecret(ctx: Ctx, input: ClientSecretRef): Promise<void> {
  authorize(ctx, 'client.manage');
  const { organizationId = null } = input;
  await ctx.db.$transaction(async (tx) => {
    const client = await lockClient(tx, ctx, input);
    const secret = await requireSecret(tx, input);
    await tx.clientSecret.delete({ where: { id: secret.id }, select: { id: true } });
    await recordAudit(tx, ctx, {
      action: 'client.secret_deleted',
      organizationId,
      target: clientTarget(client),
      changes: { before: { secret: secretLabel(secret) } },
    });
  });
}
