import type { Ctx } from '../authz/context';
import { randomToken } from '../crypto';
import type { JobPayloads } from '../jobs';
import { signToken } from './sign-token';

/** A notice that a session has ended, for one address of a client. */
export interface LogoutNotice {
  readonly uri: string;
  readonly logoutToken: string;
}

/** How long one is good (OpenID Connect Back-Channel Logout 1.0 section 2.4 asks for two minutes at most). */
const noticeSeconds = 120;

/**
 * What a client that registered for it is told of a session that has ended (OpenID Connect Back-Channel Logout 1.0
 * section 2.4); nothing when the client is gone by now. Public: only the worker calls it.
 */
export async function signLogoutTokens(
  ctx: Ctx,
  { clientId, sessionId, userId }: JobPayloads['log-out-client'],
): Promise<LogoutNotice[]> {
  const client = await ctx.db.client.findUnique({
    where: { id: clientId },
    select: { backChannelLogoutUris: true },
  });
  const sign = async (uri: string): Promise<LogoutNotice> => {
    const events = { 'http://schemas.openid.net/event/backchannel-logout': {} };
    const claims = { sub: userId, sid: sessionId, aud: clientId, jti: randomToken(16), events };
    const logoutToken = await signToken(ctx, { typ: 'logout+jwt', claims, seconds: noticeSeconds });
    return { uri, logoutToken };
  };
  return Promise.all((client?.backChannelLogoutUris ?? []).map(sign));
}
