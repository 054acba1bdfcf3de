import type { Transaction } from '../db';
import { refuse } from '../errors';
import type { ClientSecretRef } from './client.schema';

export interface KnownSecret {
  readonly id: string;
  readonly suffix: string;
  readonly disabledAt: Date | null;
}

/** A secret of the client that people made, or `not_found`; the one that the environment sets is `conflict`. */
export async function requireSecret(
  tx: Transaction,
  { clientId, secretId }: ClientSecretRef,
): Promise<KnownSecret> {
  const secret = await tx.clientSecret.findFirst({
    where: { id: secretId, clientId },
    select: { id: true, suffix: true, configured: true, disabledAt: true },
  });
  if (!secret) return refuse('not_found', 'There is no such secret.');
  if (secret.configured)
    refuse('conflict', 'The environment sets this secret. Change USHER_CLIENT_SECRET and start Usher again.');
  return secret;
}
