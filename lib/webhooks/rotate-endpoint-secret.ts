import { recordAudit } from '../audit/record';
import { authorize } from '../authz/authorize';
import type { Ctx } from '../authz/context';
import { addSeconds } from '../clock';
import type { EndpointSecret } from './create-endpoint';
import { lockEndpoint } from './lock-endpoint';
import type { EndpointRef } from './webhook.schema';
import { newWebhookSecret, overlapSeconds, sealWebhookSecret, webhookSecretSuffix } from './webhook-secret';

/**
 * Gives an endpoint a new signing secret, which is in this answer and shown nowhere else. For 24 hours everything is
 * signed with both, so that the receiver may change over at any moment; a secret before those two is over at once.
 */
export async function rotateEndpointSecret(ctx: Ctx, { endpointId }: EndpointRef): Promise<EndpointSecret> {
  authorize(ctx, 'endpoint.manage');
  const secret = newWebhookSecret();
  return ctx.db.$transaction(async (tx) => {
    const endpoint = await lockEndpoint(tx, endpointId);
    await tx.webhookEndpoint.update({
      where: { id: endpointId },
      data: {
        sealedSecret: sealWebhookSecret(secret),
        secretSuffix: webhookSecretSuffix(secret),
        sealedPreviousSecret: endpoint.sealedSecret,
        previousSecretUntil: addSeconds(ctx.now, overlapSeconds),
        updatedAt: ctx.now,
      },
      select: { id: true },
    });
    await recordAudit(tx, ctx, {
      action: 'endpoint.secret_rotated',
      organizationId: null,
      target: { kind: 'endpoint', id: endpointId, name: endpoint.url },
      changes: {
        before: { secret: `…${endpoint.secretSuffix}` },
        after: { secret: `…${webhookSecretSuffix(secret)}` },
      },
    });
    return { endpointId, url: endpoint.url, secret };
  });
}
