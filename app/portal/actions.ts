'use server';

import { redirect } from 'next/navigation';
import { endPortalSession } from '@/lib/portal/end-portal-session';
import { takePortalCookie } from '@/server/auth/portal-cookie';
import { getPortalCtx } from '@/server/context';

/** Lets this browser out again: on a machine that others use, too. */
export async function closePortal(): Promise<void> {
  const ctx = await getPortalCtx();
  const token = await takePortalCookie();
  if (token) await endPortalSession(ctx, token);
  redirect('/portal');
}
