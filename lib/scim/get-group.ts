import { authorizeDirectory } from '../authz/authorize';
import type { Ctx } from '../authz/context';
import { prepared } from '../db';
import { type GroupRecord, groupRecordColumns, refuseMissingGroup } from './group-record';

export interface GetGroupInput {
  readonly groupId: string;
  /** Whether its members are asked for, of whom there may be very many. */
  readonly withMembers: boolean;
}

/** One group of the acting directory; 404 for one that there is not, and for another directory's. */
export async function getGroup(ctx: Ctx, input: GetGroupInput): Promise<GroupRecord> {
  const { directoryId } = authorizeDirectory(ctx);
  const [row] = await ctx.db.$queryRaw<GroupRecord[]>`${prepared}
    select ${groupRecordColumns(input.withMembers)} from directory_groups g
    where g.id = ${input.groupId} and g.directory_id = ${directoryId}`;
  return row ?? refuseMissingGroup();
}
