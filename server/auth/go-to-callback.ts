import { setAttemptCookie } from './attempt-cookie';
import { goTo } from './go-to';

/** Gives this browser the attempt's cookie and sends it to /auth/callback, where every way in ends. */
export async function goToCallback(attemptSecret: string): Promise<{ step: 'ask'; goTo: string }> {
  await setAttemptCookie(attemptSecret);
  return goTo('/auth/callback');
}
