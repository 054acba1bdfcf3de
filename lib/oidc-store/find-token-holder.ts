import type { JWTPayload } from 'jose';
import type { Ctx, TokenHolder } from '../authz/context';
import { visibleName } from '../users/user';
import { findTokenSubject } from './find-token-subject';

/**
 * Who calls the API with an access token of a login, or null once that login has ended, and for every other token. Public:
 * its caller has verified the token.
 */
export async function findTokenHolder(
  ctx: Pick<Ctx, 'db' | 'now'>,
  claims: JWTPayload,
): Promise<TokenHolder | null> {
  const subject = await findTokenSubject(ctx, claims);
  if (!subject) return null;
  const name = visibleName({ ...subject, name: subject.displayName });
  return { kind: 'token-holder', userId: subject.userId, sessionId: String(claims.sid), name };
}
