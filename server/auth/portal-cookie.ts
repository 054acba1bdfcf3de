import { cookies } from 'next/headers';
import { cookieName, cookieOptions } from '../http/cookies';

/** Lets this browser in below /portal; its path is the whole host, as the `__Host-` prefix wants it. */
export async function setPortalCookie(sessionToken: string, expires: Date): Promise<void> {
  const jar = await cookies();
  jar.set(cookieName('portal'), sessionToken, { ...cookieOptions(), expires });
}

/** Takes this browser's portal cookie away, and returns what it was. */
export async function takePortalCookie(): Promise<string | null> {
  const jar = await cookies();
  const token = jar.get(cookieName('portal'))?.value ?? null;
  jar.set(cookieName('portal'), '', { ...cookieOptions(), maxAge: 0 });
  return token;
}
