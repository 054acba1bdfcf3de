import { recordAudit } from '../audit/record';
import { authorize } from '../authz/authorize';
import type { Ctx } from '../authz/context';
import { violatedConstraint } from '../db';
import { refuse, refuseField } from '../errors';
import { newId } from '../id';
import { lockOrganization } from '../organizations/seats';
import type { CreateConnectionInput } from './connection.schema';
import { sealPrivateKey } from './connection-secrets';
import { connectionTarget, readConnection } from './lock-connection';
import { createServiceProviderKey } from './service-provider-key';

/** More than one customer ever has; they are listed without pages. */
const connectionsMaximum = 50;

/**
 * Makes a connection of the organization: off, and without any setting yet. One of SAML gets a key of its own, which is
 * stored encrypted. Refuses a key id that another of its connections has; the unique index decides.
 */
export async function createConnection(
  ctx: Ctx,
  input: CreateConnectionInput,
): Promise<{ readonly connectionId: string }> {
  authorize(ctx, 'connection.manage', input.organizationId);
  const { organizationId } = input;
  const id = newId('connection', ctx.now);
  const own = input.type === 'SAML' ? await makeKey(ctx) : {};
  try {
    await ctx.db.$transaction(async (tx) => {
      await lockOrganization(tx, organizationId);
      const present = await tx.connection.count({ where: { organizationId } });
      if (present >= connectionsMaximum)
        refuse('conflict', `An organization can have ${connectionsMaximum} connections. Delete one first.`);
      const times = { createdAt: ctx.now, updatedAt: ctx.now };
      await tx.connection.create({ data: { id, ...input, ...own, ...times }, select: { id: true } });
      const connection = await readConnection(tx, { organizationId, connectionId: id });
      await recordAudit(tx, ctx, {
        action: 'connection.created',
        organizationId,
        target: connectionTarget(connection),
        changes: { after: { type: input.type, provider: input.provider } },
      });
    });
  } catch (error) {
    explainConnectionWrite(error);
  }
  return { connectionId: id };
}

async function makeKey(ctx: Ctx) {
  const { privateKey, certificate } = await createServiceProviderKey(ctx.now);
  return { keySealed: sealPrivateKey(privateKey), certificate };
}

/** Turns the database's refusal of a connection into a sentence; passes everything else on. */
export function explainConnectionWrite(error: unknown): never {
  const constraint = violatedConstraint(error);
  if (constraint === 'connections_organization_id_fkey')
    refuse('not_found', 'There is no such organization.');
  if (constraint !== 'connections_organization_id_key_id_key') throw error;
  return refuseField('keyId', 'Another connection of this organization has this key.');
}
