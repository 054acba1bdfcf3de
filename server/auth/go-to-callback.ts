import { headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { setAttemptCookie } from './attempt-cookie';

/**
 * Gives this browser the attempt's cookie and sends it to /auth/callback, where every way in ends: a plain form by a
 * redirect, a form with scripts by an address that the page must go to itself. Next would answer a redirect of the
 * latter by asking the callback from here, and the session's cookie would never reach the browser.
 */
export async function goToCallback(attemptSecret: string): Promise<{ step: 'ask'; goTo: string }> {
  await setAttemptCookie(attemptSecret);
  if ((await headers()).has('next-action')) return { step: 'ask', goTo: '/auth/callback' };
  redirect('/auth/callback');
}
