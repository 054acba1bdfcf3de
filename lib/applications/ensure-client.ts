import { recordAudit } from '../audit/record';
import type { Ctx } from '../authz/context';
import { hashToken } from '../crypto';
import type { Transaction } from '../db';
import { newId } from '../id';
import type { ClientCredentials } from './client.schema';

export interface ConfiguredClient extends ClientCredentials {
  readonly redirectUris: readonly string[];
  readonly initiateLoginUri: string | null;
}

const name = 'Configured client';

/**
 * Makes the client of the environment (USHER_CLIENT_ID and so on) be as it says: an application that may call the API.
 * The secret that is configured now is the only one of those that were; others, made in the dashboard, stay. Does
 * nothing when all is so already. The first client becomes the default application. Public: only the start calls it.
 */
export async function ensureClient(ctx: Ctx, input: ConfiguredClient): Promise<void> {
  const hash = hashToken(input.clientSecret);
  const data = { redirectUris: [...input.redirectUris], initiateLoginUri: input.initiateLoginUri };
  await ctx.db.$transaction(async (tx) => {
    await tx.$queryRaw`select 1 from workspace for update`;
    const before = await findClient(tx, input.clientId);
    if (before && isSame(before, data) && before.secrets.some((secret) => secret.hash === hash)) return;
    await tx.client.upsert({
      where: { id: input.clientId },
      create: {
        id: input.clientId,
        kind: 'WEB_APP',
        name,
        apiAccess: true,
        isDefault: (await tx.client.count({ where: { isDefault: true } })) === 0,
        createdAt: ctx.now,
        updatedAt: ctx.now,
        ...data,
      },
      update: { ...data, updatedAt: ctx.now },
      select: { id: true },
    });
    await tx.clientSecret.deleteMany({ where: { clientId: input.clientId, configured: true } });
    await tx.clientSecret.create({
      data: {
        id: newId('clientSecret', ctx.now),
        clientId: input.clientId,
        hash,
        suffix: input.clientSecret.slice(-4),
        configured: true,
        createdAt: ctx.now,
        updatedAt: ctx.now,
      },
      select: { id: true },
    });
    await recordAudit(tx, ctx, {
      action: before ? 'client.updated' : 'client.created',
      organizationId: null,
      target: { kind: 'client', id: input.clientId, name: before?.name ?? name },
      changes: { after: data },
    });
  });
}

function findClient(tx: Transaction, id: string) {
  return tx.client.findUnique({
    where: { id },
    select: {
      name: true,
      redirectUris: true,
      initiateLoginUri: true,
      secrets: { where: { configured: true }, select: { hash: true } },
    },
  });
}

type Addresses = { readonly redirectUris: readonly string[]; readonly initiateLoginUri: string | null };

function isSame(before: Addresses, after: Addresses): boolean {
  return (
    before.initiateLoginUri === after.initiateLoginUri &&
    JSON.stringify(before.redirectUris) === JSON.stringify(after.redirectUris)
  );
}
