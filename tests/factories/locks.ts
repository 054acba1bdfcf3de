import type { Database } from '@/lib/db';
import { pollUntil } from '@/scripts/processes';

/** Resolves when `count` statements of this database wait for a lock that somebody else holds. */
export async function untilWaiting(db: Database, count = 1): Promise<void> {
  const isWaiting = async () => {
    const [waiting] = await db.$queryRaw<{ count: number }[]>`
      select count(*)::int as count from pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock'`;
    return (waiting?.count ?? 0) >= count;
  };
  if (!(await pollUntil(isWaiting, 10_000))) throw new Error('Nobody waits for a lock.');
}
