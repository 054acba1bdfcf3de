import { systemContext } from '@/lib/authz/system-context';
import type { Clock } from '@/lib/clock';
import type { Database } from '@/lib/db';
import type { JobPayloads } from '@/lib/jobs';
import { log } from '@/lib/log';
import { type LogoutNotice, signLogoutTokens } from '@/lib/oidc-store/sign-logout-tokens';
import { type OutboundSettings, sendRequest } from '@/lib/outbound/send-request';

export interface LogOutClientSettings extends OutboundSettings {
  readonly db: Database;
  readonly clock: Clock;
}

/**
 * Tells a client that a session has ended (OpenID Connect Back-Channel Logout 1.0 section 2.5), at every address that it
 * registered. Throws when one of them has not taken it: the queue then runs the job again, with new tokens.
 */
export async function logOutClient(
  settings: LogOutClientSettings,
  job: JobPayloads['log-out-client'],
): Promise<void> {
  const ctx = systemContext(settings.db, 'logout worker', settings.clock());
  const notices = await signLogoutTokens(ctx, job);
  const refusals = await Promise.all(notices.map((notice) => tell(settings, notice)));
  const [refusal] = refusals.filter((reason) => reason !== null);
  log.info({ ...job, told: notices.length, refusal }, 'client told of a logout');
  if (refusal) throw new Error(`A client was not told of a logout: ${refusal}`);
}

/** Why it was not taken, or null. 400 is the client's last word on a token (section 2.8). */
async function tell(settings: LogOutClientSettings, notice: LogoutNotice): Promise<string | null> {
  const answer = await sendRequest(
    {
      url: notice.uri,
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ logout_token: notice.logoutToken }).toString(),
      timeoutMilliseconds: 10_000,
      maximumBytes: 1,
    },
    settings,
  );
  if (answer.kind === 'failed') return answer.reason;
  const isTaken = (answer.status >= 200 && answer.status < 300) || answer.status === 400;
  return isTaken ? null : `it answered ${answer.status}`;
}
