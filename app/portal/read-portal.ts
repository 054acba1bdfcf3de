import { notFound, redirect } from 'next/navigation';
import { cache } from 'react';
import type { Ctx, PortalActor } from '@/lib/authz/context';
import { isUsherError } from '@/lib/errors';
import { getPortal, type Portal } from '@/lib/portal/get-portal';
import { getPortalCtx } from '@/server/context';

/** Whose set-up this browser has opened; null: none, or not any more. */
export const findPortal: () => Promise<Portal | null> = cache(async () => {
  const ctx = await getPortalCtx();
  return ctx.actor.kind === 'portal' ? getPortal(ctx) : null;
});

/** The same for a page that is nothing without: it leads to the one that says so. */
export async function readPortal(): Promise<Portal> {
  return (await findPortal()) ?? redirect('/portal');
}

/** What a page below /portal asks of the core; what is not there, or not of this organization, is not found. */
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
