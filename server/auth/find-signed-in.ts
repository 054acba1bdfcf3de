import { getServerSession } from 'next-auth';
import type { Ctx, UserActor } from '@/lib/authz/context';
import { authAdapter } from './adapter';
import { authOptions } from './options';

/**
 * Whose session the cookie of the request at hand is, inside Next, with their rights; null when it is nobody's. Throws
 * when that cannot be read: next-auth would call the session nobody's, and whoever is there would be sent to sign in
 * because the database was away for a moment.
 */
export async function findSignedIn(currentCtx: () => Promise<Ctx>): Promise<UserActor | null> {
  const adapter = authAdapter(currentCtx);
  const failures: unknown[] = [];
  const getSessionAndUser = async (token: string) => {
    try {
      return (await adapter.getSessionAndUser?.(token)) ?? null;
    } catch (error) {
      failures.push(error);
      return null;
    }
  };
  const session: unknown = await getServerSession({
    ...authOptions(currentCtx),
    adapter: { ...adapter, getSessionAndUser },
    callbacks: { session: withActor },
  });
  if (failures.length > 0) throw failures[0];
  return ((session ?? {}) as { actor?: UserActor | null }).actor ?? null;
}

function withActor({ user }: { user: object }) {
  return { actor: 'actor' in user ? (user.actor as UserActor) : null, expires: '' };
}
