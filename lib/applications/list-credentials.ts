import { authorize } from '../authz/authorize';
import type { Ctx } from '../authz/context';

export interface SecretRow {
  readonly id: string;
  /** Its last characters; the rest is known to nobody here. */
  readonly suffix: string;
  /** Set by the environment (USHER_CLIENT_SECRET), and replaced by it. */
  readonly configured: boolean;
  readonly createdAt: Date;
  /** To the minute; null: never. */
  readonly lastUsedAt: Date | null;
}

export interface CredentialRow {
  readonly clientId: string;
  readonly name: string;
  readonly createdAt: Date;
  /** Those that work, the oldest first. */
  readonly secrets: readonly SecretRow[];
}

/** Every credential of the workspace that may call the API, the oldest first, with the secrets that work. */
export async function listCredentials(ctx: Ctx): Promise<readonly CredentialRow[]> {
  authorize(ctx, 'credential.list');
  const clients = await ctx.db.client.findMany({
    where: { apiAccess: true, organizationId: null },
    select: {
      id: true,
      name: true,
      createdAt: true,
      secrets: {
        where: { disabledAt: null },
        select: { id: true, suffix: true, configured: true, createdAt: true, lastUsedAt: true },
        orderBy: { id: 'asc' },
      },
    },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
  });
  return clients.map(({ id, ...client }) => ({ clientId: id, ...client }));
}
