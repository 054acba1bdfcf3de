'use server';

import { redirect } from 'next/navigation';
import { endThisSession } from '@/server/auth/end-this-session';

/** Ends the session of this browser. */
export async function signOutAction(): Promise<void> {
  await endThisSession();
  redirect('/login?notice=signed_out');
}
