import { headers } from 'next/headers';
import { forbidden, notFound, redirect } from 'next/navigation';
import type { Ctx } from '@/lib/authz/context';
import { isUsherError } from '@/lib/errors';
import { getCtx } from '@/server/context';

/**
 * What a page asks of the core. Nobody signed in goes to /login and comes back to the same address; what does not
 * exist, or is not theirs to know of, is a page of its own, and so is what they may not see. The rest is thrown on.
 */
export async function answerPage<T>(perform: (ctx: Ctx) => Promise<T>): Promise<T> {
  const ctx = await getCtx();
  try {
    return await perform(ctx);
  } catch (error) {
    if (!isUsherError(error)) throw error;
    if (error.code === 'unauthenticated') redirect(await loginHref());
    if (error.code === 'forbidden') forbidden();
    notFound();
  }
}

/** The sign-in page, from which one comes back to where one is. */
export async function loginHref(): Promise<string> {
  const path = (await headers()).get('x-usher-path');
  return path && path !== '/' ? `/login?returnTo=${encodeURIComponent(path)}` : '/login';
}
