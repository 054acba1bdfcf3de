import type { Ctx } from '../authz/context';
import { prepared } from '../db';
import { subjectColumns, type TokenSubject } from './token-subject';

export interface TokenHolder {
  readonly clientId: string;
  readonly userId: string;
  readonly sessionId: string;
  readonly organizationId: string;
}

/**
 * Whom an access token speaks of, as they are now; null once the session has ended, the membership is not active any more
 * or the application is gone. Public: its caller has verified the token.
 */
export async function findTokenSubject(ctx: Ctx, holder: TokenHolder): Promise<TokenSubject | null> {
  const [subject] = await ctx.db.$queryRaw<TokenSubject[]>`${prepared}
    select ${subjectColumns}
    from sessions s
    join users u on u.id = s.user_id
    join memberships m on m.user_id = u.id and m.organization_id = ${holder.organizationId} and m.status = 'ACTIVE'
    join organizations o on o.id = m.organization_id
    where s.id = ${holder.sessionId} and s.user_id = ${holder.userId} and s.expires_at > ${ctx.now}::timestamptz
      and s.absolute_expires_at > ${ctx.now}::timestamptz
      and exists (select 1 from clients c where c.id = ${holder.clientId})`;
  return subject ?? null;
}
