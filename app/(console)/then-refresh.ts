import { refresh } from 'next/cache';
import type { Ctx } from '@/lib/authz/context';

/** The use case, after which the answer carries the page as it is now: the list is true when the toast appears. */
export function thenRefresh<Input, Result>(
  perform: (ctx: Ctx, input: Input) => Promise<Result>,
): (ctx: Ctx, input: Input) => Promise<Result> {
  return async (ctx, input) => {
    const result = await perform(ctx, input);
    refresh();
    return result;
  };
}
