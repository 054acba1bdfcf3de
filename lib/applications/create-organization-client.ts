import { recordAudit } from '../audit/record';
import { authorize } from '../authz/authorize';
import type { Ctx } from '../authz/context';
import { violatedConstraint } from '../db';
import { refuse } from '../errors';
import { newId } from '../id';
import { secretLabel } from './client-secret';
import { insertSecret, type NewSecret } from './insert-secret';
import type { CreateOrganizationClientInput } from './organization-client.schema';

/**
 * Makes a client with which a customer's program gets tokens for the application's own API, in the name of their
 * organization. It can never call the API of Usher. Its secret is in this answer and nowhere else.
 */
export async function createOrganizationClient(
  ctx: Ctx,
  input: CreateOrganizationClientInput,
): Promise<NewSecret> {
  authorize(ctx, 'client.manage');
  const clientId = newId('organizationClient', ctx.now);
  const { organizationId, ...settings } = input;
  try {
    return await ctx.db.$transaction(async (tx) => {
      const owner = { id: clientId, kind: 'ORGANIZATION', organizationId } as const;
      await tx.client.create({
        data: { ...owner, ...settings, createdAt: ctx.now, updatedAt: ctx.now },
        select: { id: true },
      });
      const secret = await insertSecret(tx, ctx, clientId);
      await recordAudit(tx, ctx, {
        action: 'client.created',
        organizationId,
        target: { kind: 'client', id: clientId, name: input.name },
        changes: { after: { ...settings, secret: secretLabel(secret) } },
      });
      return secret;
    });
  } catch (error) {
    if (violatedConstraint(error) !== 'clients_organization_id_fkey') throw error;
    return refuse('not_found', 'There is no such organization.');
  }
}
