import { cookies } from 'next/headers';
import { cookieName } from '../http/cookies';

/** What this browser holds of the logins that it has begun at identity providers, or null. */
export async function readSsoCookie(): Promise<string | null> {
  const jar = await cookies();
  return jar.get(cookieName('sso'))?.value ?? null;
}
