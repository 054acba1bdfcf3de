import { authorize } from '../authz/authorize';
import type { Ctx } from '../authz/context';
import { refuse } from '../errors';
import { type ApiTokenRecord, findGoodToken } from './api-token-record';

/**
 * Whose token this is, or `not_found`, the same for one that is unknown, expired or ended, or whose person is no active
 * member any more. The id of a token is not taken: it is no secret
 * (docs/decisions/0011-an-id-proves-nothing.md).
 */
export async function validateApiToken(ctx: Ctx, token: string): Promise<ApiTokenRecord> {
  authorize(ctx, 'api-token.validate');
  return (await findGoodToken(ctx, token)) ?? refuse('not_found', 'The token is not valid.');
}
