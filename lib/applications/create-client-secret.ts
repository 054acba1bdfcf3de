import { recordAudit } from '../audit/record';
import { authorize } from '../authz/authorize';
import type { Ctx } from '../authz/context';
import { refuse } from '../errors';
import type { ClientRef } from './client.schema';
import { activeSecretsMaximum, secretLabel } from './client-secret';
import { insertSecret, type NewSecret } from './insert-secret';
import { clientTarget, lockClient } from './lock-client';

/**
 * Gives a client a further secret beside those that it has, which go on working: a program is moved to it before the old
 * one is disabled. At most five work at the same time (`conflict`), also under parallel requests: the lock on the client
 * is a statement before the count. A public application has none (`conflict`).
 */
export async function createClientSecret(ctx: Ctx, input: ClientRef): Promise<NewSecret> {
  authorize(ctx, 'client.manage');
  const { organizationId = null } = input;
  return ctx.db.$transaction(async (tx) => {
    const client = await lockClient(tx, ctx, input);
    if (client.kind === 'PUBLIC_APP')
      refuse('conflict', 'A public application cannot keep a secret: it has none.');
    const active = await tx.clientSecret.count({ where: { clientId: client.id, disabledAt: null } });
    if (active >= activeSecretsMaximum) {
      refuse('conflict', `A client has at most ${activeSecretsMaximum} secrets. Disable one first.`);
    }
    const secret = await insertSecret(tx, ctx, client.id);
    await recordAudit(tx, ctx, {
      action: 'client.secret_created',
      organizationId,
      target: clientTarget(client),
      changes: { after: { secret: secretLabel(secret) } },
    });
    return secret;
  });
}
