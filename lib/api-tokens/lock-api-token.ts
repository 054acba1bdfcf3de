import type { Transaction } from '../db';
import { refuse } from '../errors';
import { whichToken } from './api-token-record';

export interface LockedApiToken {
  readonly id: string;
  readonly organizationId: string;
  readonly description: string;
  readonly suffix: string;
  readonly customClaims: Readonly<Record<string, string>>;
  readonly endedAt: Date | null;
  readonly expiresAt: Date | null;
}

/** A token by itself or by its id, locked until the transaction ends, or `not_found`. */
export async function lockApiToken(tx: Transaction, tokenOrId: string): Promise<LockedApiToken> {
  const [row] = await tx.$queryRaw<LockedApiToken[]>`
    select t.id, t.organization_id as "organizationId", t.description, t.suffix, t.custom_claims as "customClaims",
      t.ended_at as "endedAt", t.expires_at as "expiresAt"
    from api_tokens t where ${whichToken(tokenOrId)} for update`;
  return row ?? refuse('not_found', 'There is no such token.');
}
