import type { NextAuthOptions } from 'next-auth';
import type { Ctx } from '@/lib/authz/context';
import { env } from '@/lib/env';
import { describeError, log } from '@/lib/log';
import { cookieName, cookieOptions } from '../http/cookies';
import { authAdapter } from './adapter';

/**
 * next-auth keeps the session: its cookie, its reading, its end. It has no provider of its own: every way in is a
 * checked proof that ends at /auth/callback (product rule 8).
 */
export function authOptions(currentCtx: () => Promise<Ctx>): NextAuthOptions {
  return {
    adapter: authAdapter(currentCtx),
    secret: env().secret,
    session: { strategy: 'database' },
    providers: [],
    pages: { signIn: '/login', error: '/login' },
    cookies: { sessionToken: { name: cookieName('session'), options: cookieOptions() } },
    callbacks: {
      session: ({ session, user }) => ({ ...session, user: { name: user.name ?? null, email: user.email } }),
    },
    logger: {
      error: (code, details) =>
        log.error({
          source: 'next-auth',
          code,
          ...describeError('error' in details ? details.error : details),
        }),
    },
  };
}
