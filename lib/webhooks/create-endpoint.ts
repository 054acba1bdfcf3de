import { recordAudit } from '../audit/record';
import { authorize } from '../authz/authorize';
import type { Ctx } from '../authz/context';
import { newId } from '../id';
import { checkEndpoint } from './endpoint-fields';
import type { EndpointInput } from './webhook.schema';
import { newWebhookSecret, sealWebhookSecret, webhookSecretSuffix } from './webhook-secret';

export interface EndpointSecret {
  readonly endpointId: string;
  readonly url: string;
  /** Shown once. */
  readonly secret: string;
}

/**
 * Makes an endpoint, which gets what happens from now on. Its signing secret is in this answer and is shown nowhere
 * else; it is stored encrypted. Refuses an address that is not https or leads into a private network.
 */
export async function createEndpoint(ctx: Ctx, input: EndpointInput): Promise<EndpointSecret> {
  authorize(ctx, 'endpoint.manage');
  const fields = checkEndpoint(input);
  const id = newId('endpoint', ctx.now);
  const secret = newWebhookSecret();
  await ctx.db.$transaction(async (tx) => {
    const sealed = { sealedSecret: sealWebhookSecret(secret), secretSuffix: webhookSecretSuffix(secret) };
    const times = { createdAt: ctx.now, updatedAt: ctx.now };
    await tx.webhookEndpoint.create({ data: { id, ...fields, ...sealed, ...times }, select: { id: true } });
    await recordAudit(tx, ctx, {
      action: 'endpoint.created',
      organizationId: null,
      target: { kind: 'endpoint', id, name: fields.url },
      changes: { after: { ...fields } },
    });
  });
  return { endpointId: id, url: fields.url, secret };
}
