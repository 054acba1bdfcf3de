import { SignJWT } from 'jose';
import type { Ctx } from '../authz/context';
import { addSeconds } from '../clock';
import { randomToken } from '../crypto';
import { env } from '../env';
import type { JobPayloads } from '../jobs';
import { signingKey } from './known-keys';
import { signingAlgorithm } from './signing-key';

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
  const { id: kid, key } = await signingKey(ctx);
  const sign = async (uri: string): Promise<LogoutNotice> => {
    const events = { 'http://schemas.openid.net/event/backchannel-logout': {} };
    const logoutToken = await new SignJWT({ sub: userId, sid: sessionId, events })
      .setProtectedHeader({ alg: signingAlgorithm, kid, typ: 'logout+jwt' })
      .setIssuer(env().baseUrl.origin)
      .setAudience(clientId)
      .setIssuedAt(ctx.now)
      .setExpirationTime(addSeconds(ctx.now, noticeSeconds))
      .setJti(randomToken(16))
      .sign(key);
    return { uri, logoutToken };
  };
  return Promise.all((client?.backChannelLogoutUris ?? []).map(sign));
}
