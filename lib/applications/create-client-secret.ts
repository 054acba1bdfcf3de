import { recordAudit } from '../audit/record';
import { authorizePerson } from '../authz/authorize';
import type { Ctx } from '../authz/context';
import { refuse } from '../errors';
import type { ClientRef } from './client.schema';
import { activeSecretsMaximum, secretLabel } from './client-secret';
import { insertSecret, type NewSecret } from './insert-secret';
import { lockCredential } from './lock-credential';

/**
 * Gives a credential a further secret beside those that it has, which go on working: a program is moved to it before the
 * old one is disabled. At most five work at the same time (`conflict`), also under parallel requests: the lock on the
 * credential is a statement before the count.
 */
export async function createClientSecret(ctx: Ctx, input: ClientRef): Promise<NewSecret> {
  const actor = authorizePerson(ctx, 'client.manage');
  return ctx.db.$transaction(async (tx) => {
    const credential = await lockCredential(tx, input.clientId);
    const active = await tx.clientSecret.count({ where: { clientId: credential.id, disabledAt: null } });
    if (active >= activeSecretsMaximum) {
      refuse('conflict', `A credential has at most ${activeSecretsMaximum} secrets. Disable one first.`);
    }
    const secret = await insertSecret(tx, ctx, { clientId: credential.id, actor });
    await recordAudit(tx, ctx, {
      action: 'client.secret_created',
      organizationId: null,
      target: { kind: 'client', id: credential.id, name: credential.name },
      changes: { after: { secret: secretLabel(secret) } },
    });
    return secret;
  });
}
