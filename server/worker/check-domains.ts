import { systemContext } from '@/lib/authz/system-context';
import type { Clock } from '@/lib/clock';
import type { Database } from '@/lib/db';
import { checkDueDomains } from '@/lib/domains/check-due-domains';
import { log } from '@/lib/log';

/** Looks for the TXT records of domains whose turn it is. Safe to run at any time and twice at once. */
export async function checkDomains(settings: {
  readonly db: Database;
  readonly clock: Clock;
}): Promise<void> {
  const checked = await checkDueDomains(systemContext(settings.db, 'domain worker', settings.clock()));
  if (checked > 0) log.info({ checked }, 'looked for the records of domains');
}
