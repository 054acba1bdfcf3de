import { systemContext } from '@/lib/authz/system-context';
import type { Clock } from '@/lib/clock';
import { warnOfCertificates } from '@/lib/connections/warn-of-certificates';
import type { Database } from '@/lib/db';
import { deleteOldDirectoryRequests } from '@/lib/directories/delete-old-directory-requests';
import { deleteOldEvents } from '@/lib/events/delete-old-events';
import { deleteExpiredLimits } from '@/lib/limits/delete-expired-limits';
import { log } from '@/lib/log';
import { deleteOldLoginAttempts } from '@/lib/login-log/delete-old-login-attempts';
import { failStaleMail } from '@/lib/mail/fail-stale-mail';
import { deleteExpiredTokens } from '@/lib/oidc-store/delete-expired-tokens';
import { rotateSigningKeys } from '@/lib/oidc-store/rotate-signing-keys';
import { deleteExpiredPasswordless } from '@/lib/passwordless/delete-expired-passwordless';
import { deleteExpiredPortals } from '@/lib/portal/delete-expired-portals';
import { deleteExpiredSessions } from '@/lib/sessions/delete-expired-sessions';
import { deleteExpiredSignIns } from '@/lib/sign-in/delete-expired-sign-ins';
import { deleteExpiredSso } from '@/lib/sso/delete-expired-sso';
import { failStaleDeliveries } from '@/lib/webhooks/fail-stale-deliveries';

/**
 * Removes what expired, gives up what waits too long, warns of certificates that end, and rotates the signing keys when they
 * are due. Safe to run at any
 * time and twice at once.
 */
export async function sweep(settings: { readonly db: Database; readonly clock: Clock }): Promise<void> {
  const ctx = systemContext(settings.db, 'sweep', settings.clock());
  const swept = {
    signIns: await deleteExpiredSignIns(ctx),
    sso: await deleteExpiredSso(ctx),
    sessions: await deleteExpiredSessions(ctx),
    passwordless: await deleteExpiredPasswordless(ctx),
    portals: await deleteExpiredPortals(ctx),
    tokens: await deleteExpiredTokens(ctx),
    limits: await deleteExpiredLimits(ctx),
    mail: await failStaleMail(ctx),
    deliveries: await failStaleDeliveries(ctx),
    events: await deleteOldEvents(ctx),
    logins: await deleteOldLoginAttempts(ctx),
    directoryRequests: await deleteOldDirectoryRequests(ctx),
    warnings: await warnOfCertificates(ctx),
  };
  const keys = await rotateSigningKeys(ctx);
  if (keys.created + keys.deleted > 0) log.info(keys, 'rotated the signing keys');
  if (Object.values(swept).some((count) => count > 0)) log.info(swept, 'swept');
}
