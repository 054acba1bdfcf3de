import { recordAudit } from '../audit/record';
import type { Ctx } from '../authz/context';
import { hashToken } from '../crypto';

/** Ends the session of a cookie's value, if it is still there. Public: whoever holds the cookie may throw it away. */
export async function endSessionByToken(ctx: Ctx, token: string): Promise<void> {
  await ctx.db.$transaction(async (tx) => {
    const session = await tx.session.findUnique({
      where: { sessionToken: hashToken(token) },
      select: { id: true, userId: true, user: { select: { email: true } } },
    });
    if (!session) return;
    const { count } = await tx.session.deleteMany({ where: { id: session.id } });
    if (count === 0) return;
    await tx.endedSession.update({ where: { id: session.id }, data: { ending: 'logout' } });
    await recordAudit(tx, ctx, {
      action: 'user.signed_out',
      organizationId: null,
      target: { kind: 'user', id: session.userId, name: session.user.email },
    });
  });
}
