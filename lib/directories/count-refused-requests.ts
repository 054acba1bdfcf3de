import { authorize } from '../authz/authorize';
import type { Ctx } from '../authz/context';
import { addSeconds } from '../clock';
import { type DirectoryRef, mostRefusals } from './directory.schema';

const daySeconds = 86_400;

/** How many requests of a directory were refused in the last day, at most `mostRefusals`; of a foreign directory none. */
export async function countRefusedRequests(ctx: Ctx, input: DirectoryRef): Promise<number> {
  authorize(ctx, 'directory.list', input.organizationId);
  const { organizationId, directoryId } = input;
  const since = addSeconds(ctx.now, -daySeconds);
  const [counted] = await ctx.db.$queryRaw<[{ count: number }]>`
    select count(*)::int as count from (
      select 1 from directory_requests r join directories d on d.id = r.directory_id
      where r.directory_id = ${directoryId} and d.organization_id = ${organizationId}
        and r.at >= ${since}::timestamptz and r.status >= 400
      limit ${mostRefusals}) refused`;
  return counted.count;
}
