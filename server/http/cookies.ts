import { env } from '@/lib/env';

/** The cookies that Usher sets. The `__Host-` prefix needs https, so it is there only then. */
export function cookieName(name: 'session' | 'attempt' | 'portal' | 'sso'): string {
  return isSecure() ? `__Host-usher-${name}` : `usher-${name}`;
}

/** HttpOnly and Lax: people come from mails, which Strict would sign out. */
export function cookieOptions() {
  return { httpOnly: true, sameSite: 'lax', path: '/', secure: isSecure() } as const;
}

function isSecure(): boolean {
  return env().baseUrl.protocol === 'https:';
}
