import { PrismaAdapter } from '@auth/prisma-adapter';
import type { Adapter } from 'next-auth/adapters';
import type { Ctx } from '@/lib/authz/context';
import { hashToken } from '@/lib/crypto';
import { database } from '@/lib/db';
import { endSessionByToken } from '@/lib/sessions/end-session-by-token';
import { readSession } from '@/lib/sessions/read-session';

/**
 * next-auth on the sessions of lib/sessions: tokens are hashed at rest, expiry follows the session policy, and
 * nothing but /auth/callback creates users or sessions.
 */
export function authAdapter(currentCtx: () => Promise<Ctx>): Adapter {
  const prisma = PrismaAdapter(database()) as Adapter;
  return {
    ...prisma,
    createUser: refuseCreation,
    createSession: refuseCreation,
    createVerificationToken: refuseCreation,
    getSessionAndUser: async (token) => {
      const live = await readSession(database(), token, new Date());
      if (!live) return null;
      const { userId, email, name } = live.actor;
      return {
        session: { sessionToken: hashToken(token), userId, expires: live.expiresAt },
        user: { id: userId, email, name, emailVerified: null, actor: live.actor },
      };
    },
    // The session policy extends sessions; next-auth's own clock does not.
    updateSession: async () => null,
    deleteSession: async (token) => endSessionByToken(await currentCtx(), token),
  };
}

function refuseCreation(): never {
  throw new Error('Users and sessions begin at /auth/callback only.');
}
