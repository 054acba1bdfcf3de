import { cookies } from 'next/headers';
import { endSessionByToken } from '@/lib/sessions/end-session-by-token';
import { getCtx } from '../context';
import { cookieName } from '../http/cookies';
import { clearSessionCookie } from './attempt-cookie';

/** Signs this browser out: its session ends and its cookie goes. Fine without one. */
export async function endThisSession(): Promise<void> {
  const token = (await cookies()).get(cookieName('session'))?.value;
  if (token) await endSessionByToken(await getCtx(), token);
  await clearSessionCookie();
}
