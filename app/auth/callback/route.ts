import { completeSignIn } from '@/lib/sign-in/complete-sign-in';
import { readAttemptCookie, setSessionCookie } from '@/server/auth/attempt-cookie';
import { getCtx } from '@/server/context';

/**
 * Every way in ends here (product rule 8): with this browser's sign-in attempt it completes the login and updates the
 * membership; without it, it only sends on.
 */
export async function GET(): Promise<Response> {
  const attemptSecret = await readAttemptCookie();
  if (!attemptSecret) return goTo('/');
  const outcome = await completeSignIn(await getCtx(), { attemptSecret });
  if (outcome.state === 'signed-in') await setSessionCookie(outcome.sessionToken, outcome.expiresAt);
  return goTo(outcome.location);
}

/** A location on this host, relative so that no header decides the host. */
function goTo(location: string): Response {
  return new Response(null, { status: 303, headers: { Location: location, 'Cache-Control': 'no-store' } });
}
