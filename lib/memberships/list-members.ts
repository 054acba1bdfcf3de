import { Prisma } from '@/prisma/generated/client';
import { authorize } from '../authz/authorize';
import type { Ctx } from '../authz/context';
import { encodeMemberCursor, type MemberCursor, readMemberCursor } from './member-cursor';
import type { ListMembersInput } from './member-list.schema';
import { cursorCondition, memberConditions, memberOrder, memberRecordsSql } from './member-query';
import { type MemberRecord, type MemberRow, toMemberRow } from './member-row';

export interface MemberPage {
  readonly members: readonly MemberRow[];
  /** Cursors of the neighbouring pages; null where there is none. */
  readonly next: string | null;
  readonly previous: string | null;
}

export const memberPageSize = 50;

type Record = MemberRecord & { readonly sort_value: string };

/**
 * One page of an organization's people, with roles, invitation and its last mail, in one statement whose cost does
 * not grow with the organization: it walks an index from the cursor on. A cursor that was tampered with starts again.
 */
export async function listMembers(
  ctx: Ctx,
  input: ListMembersInput,
  pageSize = memberPageSize,
): Promise<MemberPage> {
  authorize(ctx, 'membership.list', input.organizationId);
  const cursor = readMemberCursor(input);
  const records = await ctx.db.$queryRaw<Record[]>(pageSql(ctx, input, cursor, pageSize + 1));
  const more = records.length > pageSize;
  const page = records.slice(0, pageSize);
  if (cursor?.way === 'previous') page.reverse();
  const backwards = cursor?.way === 'previous';
  return {
    members: page.map((record) => toMemberRow(record, ctx.now)),
    next: backwards || more ? cursorOf(page.at(-1), 'next') : null,
    previous: (backwards ? more : cursor) ? cursorOf(page[0], 'previous') : null,
  };
}

function pageSql(ctx: Ctx, input: ListMembersInput, cursor: MemberCursor | null, limit: number): Prisma.Sql {
  const behind = cursor ? Prisma.sql`and ${cursorCondition(input, cursor)}` : Prisma.empty;
  const order = memberOrder(input, cursor);
  const page = Prisma.sql`${memberConditions(ctx, input)} ${behind} order by ${order} limit ${limit}`;
  return memberRecordsSql(ctx, page, { order, sort: input.sort });
}

function cursorOf(record: Record | undefined, way: MemberCursor['way']): string | null {
  if (!record) return null;
  return encodeMemberCursor({ way, value: record.sort_value, id: record.id });
}
