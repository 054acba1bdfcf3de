import { recordAudit } from '../audit/record';
import { whatChanged } from '../audit/what-changed';
import type { Ctx } from '../authz/context';
import { hashToken } from '../crypto';
import type { Transaction } from '../db';
import { newId } from '../id';
import type { ClientCredentials } from './client.schema';
import { configuredFields } from './configured-fields';

export interface ConfiguredClient extends ClientCredentials {
  readonly redirectUris: readonly string[];
  readonly initiateLoginUri: string | null;
}

const name = 'Configured client';

/**
 * Makes the client of the environment (USHER_CLIENT_ID and so on) be as it says: an application that may call the API.
 * The secret that is configured now is the only one of those that were; others, made in the dashboard, stay, and so
 * do addresses that the environment leaves out. A new one may have people sent to its front page after logging out, which
 * no variable names. Invitations lead to it when no other application is the default. Does
 * nothing when all is so already. Public: only the start calls it.
 */
export async function ensureClient(ctx: Ctx, input: ConfiguredClient): Promise<void> {
  const hash = hashToken(input.clientSecret);
  const data = configuredData(input);
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
        postLogoutRedirectUris: frontPages(input.redirectUris),
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
      target: { kind: 'application', id: input.clientId, name: before?.name ?? name },
      changes: { after: data },
    });
  });
}

/** What the environment leaves out stays as it is set in the dashboard. */
function configuredData(input: ConfiguredClient): Partial<Addresses> {
  const data = { redirectUris: [...input.redirectUris], initiateLoginUri: input.initiateLoginUri };
  const names = configuredFields(input, input.clientId);
  return Object.fromEntries(names.map((name) => [name, data[name]]));
}

/** With and without the slash, since addresses are compared as they are written. */
function frontPages(redirectUris: readonly string[]): string[] {
  const origins = new Set(redirectUris.map((uri) => new URL(uri).origin));
  return [...origins].flatMap((origin) => [origin, `${origin}/`]);
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

interface Addresses {
  readonly redirectUris: string[];
  readonly initiateLoginUri: string | null;
}

function isSame(before: Addresses, after: Partial<Addresses>): boolean {
  return whatChanged<Partial<Addresses>>(before, after) === null;
}
