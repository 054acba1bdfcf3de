import { recordAudit } from '../audit/record';
import { authorize } from '../authz/authorize';
import type { Ctx } from '../authz/context';
import type { Transaction } from '../db';
import { refuse } from '../errors';
import { apiTokenName, isGoodSql, readApiToken } from './api-token-record';
import type { NewApiToken } from './create-api-token';
import { openTokenText } from './token-text';

/**
 * Gives the text of a good token once more, and records who read it. `not_found` for one that is unknown, expired or ended,
 * or whose person is no active member; `token_not_kept` where the text was never kept, or was sealed with a secret that
 * is gone (docs/decisions/0015-tokens-are-kept-sealed.md).
 */
export async function fetchApiToken(ctx: Ctx, tokenId: string): Promise<NewApiToken> {
  authorize(ctx, 'api-token.manage');
  return ctx.db.$transaction(async (tx) => {
    const token = await readTokenText(tx, ctx, tokenId);
    const record = await readApiToken(tx, tokenId);
    await recordAudit(tx, ctx, {
      action: 'api_token.fetched',
      organizationId: record.organizationId,
      target: { kind: 'api_token', id: record.id, name: apiTokenName(record) },
    });
    return { token, record };
  });
}

async function readTokenText(tx: Transaction, ctx: Ctx, tokenId: string): Promise<string> {
  const [found] = await tx.$queryRaw<{ sealed: Uint8Array | null }[]>`
    select t.sealed from api_tokens t left join memberships m on m.id = t.membership_id
    where t.id = ${tokenId} and ${isGoodSql(ctx)}`;
  if (!found) return refuse('not_found', 'There is no such token.');
  if (!found.sealed)
    return refuse(
      'token_not_kept',
      'This token is older than the keeping of tokens: it was shown once, when it was made. Make a new one.',
    );
  return (
    openTokenText(tokenId, found.sealed) ??
    refuse(
      'token_not_kept',
      'This token was kept with a secret of Usher that has been changed. Make a new one.',
    )
  );
}
