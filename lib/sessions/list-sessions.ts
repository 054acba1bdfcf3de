import { authorizePerson } from '../authz/authorize';
import type { Ctx } from '../authz/context';

export interface OwnSession {
  readonly id: string;
  /** The one that asks. */
  readonly current: boolean;
  readonly createdAt: Date;
  readonly lastSeenAt: Date;
  readonly ip: string | null;
  readonly userAgent: string | null;
}

/** The acting person's live sessions, the one seen last first. */
export async function listSessions(ctx: Ctx): Promise<OwnSession[]> {
  const actor = authorizePerson(ctx, 'session.list');
  const sessions = await ctx.db.session.findMany({
    where: { userId: actor.userId, expires: { gt: ctx.now }, absoluteExpiresAt: { gt: ctx.now } },
    orderBy: { lastSeenAt: 'desc' },
    take: 100,
    select: { id: true, createdAt: true, lastSeenAt: true, ip: true, userAgent: true },
  });
  return sessions.map((session) => ({ ...session, current: session.id === actor.sessionId }));
}
