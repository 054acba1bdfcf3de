import type { JWTPayload } from 'jose';
import type { Ctx } from '../authz/context';
import { prepared } from '../db';
import { subjectColumns, type TokenSubject, type TokenSubjectRow, toSubject } from './token-subject';

/**
 * Whom the claims of an access token of a login speak of, as they are now; null for every other token, and once the session
 * has ended, the membership is not active any more or the application is gone. Public: its caller has verified the token.
 */
export async function findTokenSubject(
  ctx: Pick<Ctx, 'db' | 'now'>,
  claims: JWTPayload,
): Promise<TokenSubject | null> {
  const { sub: userId, sid: sessionId, oid: organizationId, client_id: clientId, aud } = claims;
  // What a login gives is for its application alone (RFC 9068 section 2.2).
  if (typeof clientId !== 'string' || ![aud].flat().includes(clientId)) return null;
  if (!userId || typeof sessionId !== 'string' || typeof organizationId !== 'string') return null;
  const [row] = await ctx.db.$queryRaw<TokenSubjectRow[]>`${prepared}
    select ${subjectColumns}
    from sessions s
    join users u on u.id = s.user_id
    join memberships m on m.user_id = u.id and m.organization_id = ${organizationId} and m.status = 'ACTIVE'
    join organizations o on o.id = m.organization_id
    where s.id = ${sessionId} and s.user_id = ${userId} and s.expires_at > ${ctx.now}::timestamptz
      and s.absolute_expires_at > ${ctx.now}::timestamptz
      and exists (select 1 from clients c where c.id = ${clientId})`;
  return row ? toSubject(row) : null;
}
