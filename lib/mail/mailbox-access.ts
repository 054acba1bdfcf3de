import type { Ctx } from '../authz/context';
import { env, isLoopbackHost } from '../env';
import { refuse } from '../errors';

/**
 * Whether there is a local mailbox for whoever asks: no provider is configured, and both the base URL and the
 * visitor's own address are this machine's. Everyone on this machine may read it, which is why it is nowhere else.
 */
export function isMailboxOpen(ctx: Ctx): boolean {
  const { resend, baseUrl } = env();
  return resend === null && isLoopbackHost(baseUrl.hostname) && ctx.ip !== null && isLoopbackHost(ctx.ip);
}

/** Refuses with `not_found`, as any address that does not exist, when there is no mailbox for the visitor. */
export function requireMailbox(ctx: Ctx): void {
  if (!isMailboxOpen(ctx)) refuse('not_found', 'There is no such page.');
}
