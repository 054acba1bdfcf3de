import { Prisma } from '@/prisma/generated/client';
import { authorize } from '../authz/authorize';
import type { Ctx } from '../authz/context';
import { refuse } from '../errors';
import { memberRecordsSql } from './member-query';
import { type MemberRecord, type MemberRow, toMemberRow } from './member-row';
import type { MembershipRef } from './membership.schema';

/** One member as the list shows them; `not_found` for one of another organization. */
export async function getMember(ctx: Ctx, input: MembershipRef): Promise<MemberRow> {
  authorize(ctx, 'membership.list', input.organizationId);
  const one = Prisma.sql`m.id = ${input.membershipId} and m.organization_id = ${input.organizationId}`;
  const [record] = await ctx.db.$queryRaw<MemberRecord[]>(memberRecordsSql(one, Prisma.sql`m.id`, 'joined'));
  return record ? toMemberRow(record, ctx.now) : refuse('not_found', 'There is no such member.');
}
