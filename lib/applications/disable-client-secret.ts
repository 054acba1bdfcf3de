import { recordAudit } from '../audit/record';
import { authorize } from '../authz/authorize';
import type { Ctx } from '../authz/context';
import type { ClientSecretRef } from './client.schema';
import { secretLabel } from './client-secret';
import { clientTarget, lockClient } from './lock-client';
import { requireSecret } from './require-secret';

/**
 * Ends a secret for good: nobody gets a token with it any more. Tokens that it gave before stay good until they expire
 * or the client is deleted, since a token belongs to the client and not to the secret. One that is disabled
 * already stays so. Refuses (`conflict`) the secret that the environment sets.
 */
export async function disableClientSecret(ctx: Ctx, input: ClientSecretRef): Promise<void> {
  authorize(ctx, 'client.manage');
  const { organizationId = null } = input;
  await ctx.db.$transaction(async (tx) => {
    const client = await lockClient(tx, ctx, input);
    const secret = await requireSecret(tx, input);
    if (secret.disabledAt) return;
    await tx.clientSecret.update({
      where: { id: secret.id },
      data: { disabledAt: ctx.now, updatedAt: ctx.now },
      select: { id: true },
    });
    await recordAudit(tx, ctx, {
      action: 'client.secret_disabled',
      organizationId,
      target: clientTarget(client),
      changes: { before: { secret: secretLabel(secret) } },
    });
  });
}
