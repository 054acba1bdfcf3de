import { authorizeProgram } from '../authz/authorize';
import type { Ctx } from '../authz/context';
import { consumeLimits } from '../limits/consume-limits';
import { checkLinkUri } from './check-link-uri';
import type { SendPasswordlessInput } from './passwordless.schema';
import { createRequest, passwordlessLimits, type SentPasswordless } from './passwordless-request';

/**
 * Mails a code, and a link where the program gives an address for it, to anybody: the program finds out whether the mailbox
 * is theirs. No user is looked for and none is made. Refuses with `rate_limited`, and a link to where people shall not be
 * sent.
 */
export async function sendPasswordless(ctx: Ctx, input: SendPasswordlessInput): Promise<SentPasswordless> {
  const actor = authorizeProgram(ctx, 'passwordless.send');
  if (input.linkUri !== null) await checkLinkUri(ctx, actor.clientId, input.linkUri);
  await consumeLimits(ctx, passwordlessLimits(actor, input.email));
  return ctx.db.$transaction((tx) => createRequest(tx, ctx, { actor, input }));
}
