import type { BrowserContext } from '@playwright/test';
import type { UserActor } from '@/lib/authz/context';
import { hashToken, randomToken } from '@/lib/crypto';
import { newId } from '@/lib/id';
import type { RunningUsher } from './server';

export type Person = Pick<UserActor, 'userId'>;

/** A session of an hour, as if the person had signed in; the value of its cookie. */
export async function startSession({ db }: RunningUsher, { userId }: Person): Promise<string> {
  const token = randomToken();
  const end = new Date(Date.now() + 3_600_000);
  const id = newId('session');
  await db.session.create({
    data: { id, sessionToken: hashToken(token), userId, expires: end, absoluteExpiresAt: end },
  });
  return token;
}

/** Signs a browser in as somebody. */
export async function signInAs(usher: RunningUsher, person: Person, context: BrowserContext): Promise<void> {
  const value = await startSession(usher, person);
  const cookie = {
    name: usher.origin.startsWith('https:') ? '__Host-usher-session' : 'usher-session',
    value,
    url: usher.origin,
    httpOnly: true,
    sameSite: 'Lax',
    secure: usher.origin.startsWith('https:'),
  } as const;
  await context.addCookies([cookie]);
}
