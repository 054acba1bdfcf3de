'use server';

import { cookies } from 'next/headers';
import { redirect } from 'next/navigation';
import { endSessionByToken } from '@/lib/sessions/end-session-by-token';
import { clearSessionCookie } from '@/server/auth/attempt-cookie';
import { cookieName } from '@/server/auth/cookies';
import { getCtx } from '@/server/context';

/** Ends the session of this browser. */
export async function signOutAction(): Promise<void> {
  const token = (await cookies()).get(cookieName('session'))?.value;
  if (token) await endSessionByToken(await getCtx(), token);
  await clearSessionCookie();
  redirect('/login');
}
