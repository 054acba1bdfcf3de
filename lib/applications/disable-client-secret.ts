import { recordAudit } from '../audit/record';
import { authorize } from '../authz/authorize';
import type { Ctx } from '../authz/context';
import { refuse } from '../errors';
import type { ClientSecretRef } from './client.schema';
import { secretLabel } from './client-secret';
import { lockCredential } from './lock-credential';

/**
 * Ends a secret for good: nobody gets a token with it any more. Tokens that it gave before stay good until they expire
 * or the credential is deleted, since a token belongs to the credential and not to the secret. One that is disabled
 * already stays so. Refuses (`conflict`) the secret that the environment sets.
 */
export async function disableClientSecret(ctx: Ctx, input: ClientSecretRef): Promise<void> {
  authorize(ctx, 'client.manage');
  await ctx.db.$transaction(async (tx) => {
    const credential = await lockCredential(tx, input.clientId);
    const secret = await tx.clientSecret.findFirst({
      where: { id: input.secretId, clientId: credential.id },
      select: { id: true, suffix: true, configured: true, disabledAt: true },
    });
    if (!secret) return refuse('not_found', 'There is no such secret.');
    if (secret.configured) {
      refuse(
        'conflict',
        'The environment sets this secret. Change USHER_CLIENT_SECRET and start Usher again.',
      );
    }
    if (secret.disabledAt) return;
    await tx.clientSecret.update({
      where: { id: secret.id },
      data: { disabledAt: ctx.now, updatedAt: ctx.now },
      select: { id: true },
    });
    await recordAudit(tx, ctx, {
      action: 'client.secret_disabled',
      organizationId: null,
      target: { kind: 'client', id: credential.id, name: credential.name },
      changes: { before: { secret: secretLabel(secret) } },
    });
  });
}
