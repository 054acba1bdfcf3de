import { authorizeDirectory } from '../authz/authorize';
import type { Ctx } from '../authz/context';
import { consumeLimits } from '../limits/consume-limits';
import { requestLimit } from './authenticate-directory';

/** Counts the operations of a bulk request as that many requests of the acting directory (`rate_limited`). */
export async function countOperations(ctx: Ctx, input: { readonly count: number }): Promise<void> {
  const { directoryId } = authorizeDirectory(ctx);
  await consumeLimits(ctx, [{ ...requestLimit(directoryId), uses: input.count }]);
}
