import { recordAudit } from '../audit/record';
import { authorizePerson } from '../authz/authorize';
import type { Ctx } from '../authz/context';
import { newId } from '../id';
import type { CreateCredentialInput } from './client.schema';
import { secretLabel } from './client-secret';
import { insertSecret, type NewSecret } from './insert-secret';

/**
 * Makes a credential with which a program of the vendor's calls the API. Its secret is in this answer and nowhere else:
 * it is stored as its hash and never recorded.
 */
export async function createCredential(ctx: Ctx, input: CreateCredentialInput): Promise<NewSecret> {
  authorizePerson(ctx, 'credential.create');
  const clientId = newId('client', ctx.now);
  return ctx.db.$transaction(async (tx) => {
    const times = { createdAt: ctx.now, updatedAt: ctx.now };
    await tx.client.create({
      data: { id: clientId, kind: 'CREDENTIAL', name: input.name, apiAccess: true, ...times },
      select: { id: true },
    });
    const secret = await insertSecret(tx, ctx, clientId);
    await recordAudit(tx, ctx, {
      action: 'client.created',
      organizationId: null,
      target: { kind: 'client', id: clientId, name: input.name },
      changes: { after: { name: input.name, secret: secretLabel(secret) } },
    });
    return secret;
  });
}
