import { cookies } from 'next/headers';
import { attemptSeconds } from '@/lib/sign-in/begin-attempt';
import { cookieName, cookieOptions } from '../http/cookies';

/** Binds a sign-in attempt to this browser; the next request goes to /auth/callback. */
export async function setAttemptCookie(attemptSecret: string): Promise<void> {
  const jar = await cookies();
  jar.set(cookieName('attempt'), attemptSecret, { ...cookieOptions(), maxAge: attemptSeconds });
}

/** The secret of this browser's attempt, or null. */
export async function readAttemptCookie(): Promise<string | null> {
  const jar = await cookies();
  return jar.get(cookieName('attempt'))?.value ?? null;
}

/** Gives this browser its session. */
export async function setSessionCookie(sessionToken: string, expires: Date): Promise<void> {
  const jar = await cookies();
  jar.set(cookieName('session'), sessionToken, { ...cookieOptions(), expires });
}

/** Takes this browser's session cookie away. */
export async function clearSessionCookie(): Promise<void> {
  const jar = await cookies();
  jar.set(cookieName('session'), '', { ...cookieOptions(), maxAge: 0 });
}
