import { notFound, redirect } from 'next/navigation';
import { cache } from 'react';
import type { Ctx, PortalActor } from '@/lib/authz/context';
import { isUsherError } from '@/lib/errors';
import { getPortal, type Portal } from '@/lib/portal/get-portal';
import { getPortalCtx } from '@/server/context';

/** Who has opened the set-up in this browser, and whose it is; null: nobody, or not any more. */
export const findPortal: () => Promise<Portal | null> = cache(async () => {
  const ctx = await getPortalCtx();
  return ctx.actor.kind === 'portal' ? getPortal(ctx) : null;
});

/** What a page below /portal asks of the core; without a session it leads to the page that says so. */
export async function answerPortal<T>(perform: (ctx: Ctx, actor: PortalActor) => Promise<T>): Promise<T> {
  const ctx = await getPortalCtx();
  if (ctx.actor.kind !== 'portal') redirect('/portal');
  try {
    return await perform(ctx, ctx.actor);
  } catch (error) {
    if (!isUsherError(error)) throw error;
    notFound();
  }
}
