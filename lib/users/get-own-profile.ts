import { authorizePerson } from '../authz/authorize';
import type { Ctx } from '../authz/context';
import { refuse } from '../errors';
import { findNamingDirectory } from './require-own-names';
import { visibleName } from './user';

export interface OwnProfile {
  readonly userId: string;
  readonly email: string;
  readonly givenName: string | null;
  readonly familyName: string | null;
  readonly displayName: string | null;
  /** What others see. */
  readonly visibleName: string;
  /** The directory that says how they are named; null: they do. */
  readonly namedBy: string | null;
}

/** Who the acting person is, for their own page. */
export async function getOwnProfile(ctx: Ctx): Promise<OwnProfile> {
  const { userId } = authorizePerson(ctx, 'profile.read');
  const user = await ctx.db.user.findUnique({
    where: { id: userId },
    select: { email: true, givenName: true, familyName: true, name: true },
  });
  if (!user) return refuse('unauthenticated', 'Sign in first.');
  const { email, givenName, familyName, name } = user;
  const namedBy = await findNamingDirectory(ctx.db, userId);
  const names = { givenName, familyName, displayName: name, visibleName: visibleName(user) };
  return { userId, email, ...names, namedBy };
}
