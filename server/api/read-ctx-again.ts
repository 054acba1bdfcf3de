import type { IncomingMessage } from 'node:http';
import type { Ctx } from '@/lib/authz/context';
import { readCtx } from '../context';

/** Bodies are mostly there at once. */
const soonMilliseconds = 1000;

/**
 * The context of a call whose body has come by now, given the one from before. Who calls is read anew when that took a
 * while: a credential that has ended meanwhile begins nothing any more.
 */
export async function readCtxAgain(request: IncomingMessage, before: Ctx): Promise<Ctx> {
  return Date.now() - before.now.getTime() < soonMilliseconds ? before : readCtx(request);
}
