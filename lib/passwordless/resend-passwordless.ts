import { authorizeProgram } from '../authz/authorize';
import type { ClientActor, Ctx } from '../authz/context';
import { refuse } from '../errors';
import { consumeLimits } from '../limits/consume-limits';
import { checkLinkUri } from './check-link-uri';
import type { SendPasswordlessInput } from './passwordless.schema';
import { createRequest, passwordlessLimits, type SentPasswordless } from './passwordless-request';

/**
 * Mails a new code, and link, in place of one that was not verified, also when it has expired or was guessed at too often;
 * the old ones end, and the request has a new id. Of several at once one sends; `not_found` for the others, and for a
 * request that is unknown, another program's, or a day old. A link leads only to where it may lead by now.
 */
export async function resendPasswordless(
  ctx: Ctx,
  { requestId }: { readonly requestId: string },
): Promise<SentPasswordless> {
  const actor = authorizeProgram(ctx, 'passwordless.send');
  const input = (await findOpen(ctx, actor, requestId)) ?? refuseUnknown();
  if (input.linkUri !== null) await checkLinkUri(ctx, actor.clientId, input.linkUri);
  await consumeLimits(ctx, passwordlessLimits(actor, input.email));
  return ctx.db.$transaction(async (tx) => {
    const { count } = await tx.passwordlessRequest.updateMany({
      where: { id: requestId, endedAt: null },
      data: { endedAt: ctx.now },
    });
    return count === 1 ? createRequest(tx, ctx, { actor, input }) : refuseUnknown();
  });
}

async function findOpen(
  ctx: Ctx,
  { clientId }: ClientActor,
  id: string,
): Promise<SendPasswordlessInput | null> {
  const found = await ctx.db.passwordlessRequest.findFirst({
    where: { id, clientId, endedAt: null },
    select: {
      email: true,
      template: true,
      linkUri: true,
      state: true,
      variables: true,
      lifetimeSeconds: true,
    },
  });
  return found as SendPasswordlessInput | null;
}

function refuseUnknown(): never {
  return refuse('not_found', 'There is no such request, or it was answered already.');
}
