import { systemContext } from '@/lib/authz/system-context';
import type { Clock } from '@/lib/clock';
import type { Database } from '@/lib/db';
import { deleteExpiredLimits } from '@/lib/limits/delete-expired-limits';
import { log } from '@/lib/log';
import { failStaleMail } from '@/lib/mail/fail-stale-mail';
import { deleteExpiredSessions } from '@/lib/sessions/delete-expired-sessions';
import { deleteExpiredSignIns } from '@/lib/sign-in/delete-expired-sign-ins';

/** Removes what expired and gives up mail that waits too long. Safe to run at any time and twice at once. */
export async function sweep(settings: { readonly db: Database; readonly clock: Clock }): Promise<void> {
  const ctx = systemContext(settings.db, 'sweep', settings.clock());
  const swept = {
    signIns: await deleteExpiredSignIns(ctx),
    sessions: await deleteExpiredSessions(ctx),
    limits: await deleteExpiredLimits(ctx),
    mail: await failStaleMail(ctx),
  };
  if (Object.values(swept).some((count) => count > 0)) log.info(swept, 'swept');
}
