import { systemContext } from '@/lib/authz/system-context';
import type { Clock } from '@/lib/clock';
import type { Database } from '@/lib/db';
import type { JobPayloads } from '@/lib/jobs';
import { followGroupsStep } from '@/lib/scim/follow-groups-job';

/** Lets the next members of a directory follow its groups. Safe to run at any time and twice at once. */
export async function followGroups(
  settings: { readonly db: Database; readonly clock: Clock },
  payload: JobPayloads['follow-groups'],
): Promise<void> {
  await followGroupsStep(systemContext(settings.db, 'directory worker', settings.clock()), payload);
}
