import { Prisma } from '@/prisma/generated/client';
import { authorize } from '../authz/authorize';
import type { Ctx } from '../authz/context';
import type { ListMembersInput } from './member-list.schema';
import {
  cursorCondition,
  type MemberCursor,
  memberConditions,
  memberOrder,
  sortValueSql,
} from './member-query';
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
  const cursor = readCursor(input);
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
  return Prisma.sql`
    select m.*, u.email, u.display_name, u.given_name, u.family_name, held.roles,
      i.id as invitation_id, i.expires_at, i.resent_count, i.inviter_name, i.renewal_asked_at,
      mail.state::text as mail_state, mail.reason as mail_reason, mail.updated_at as mail_at
    from (
      select m.id, m.user_id, m.email_key, m.status::text as status, m.provisioning_method::text as provisioning_method,
        m.created_at, m.joined_at, m.last_seen_at, m.deactivated_at, ${sortValueSql(input.sort)} as sort_value
      from memberships m where ${memberConditions(input, ctx.now)} ${behind}
      order by ${order} limit ${limit}
    ) m
    join users u on u.id = m.user_id
    left join invitations i on i.membership_id = m.id and i.accepted_at is null and i.revoked_at is null
    left join lateral (
      select state, reason, updated_at from mail_messages where invitation_id = i.id order by id desc limit 1) mail on true
    left join lateral (
      select json_agg(json_build_object('id', r.id, 'displayName', r.display_name) order by r.display_name) as roles
      from membership_roles mr join roles r on r.id = mr.role_id where mr.membership_id = m.id) held on true
    order by ${order}`;
}

function cursorOf(record: Record | undefined, way: MemberCursor['way']): string | null {
  if (!record) return null;
  return Buffer.from(JSON.stringify([way, record.sort_value, record.id])).toString('base64url');
}

function readCursor(input: ListMembersInput): MemberCursor | null {
  if (!input.cursor) return null;
  try {
    const [way, value, id] = JSON.parse(Buffer.from(input.cursor, 'base64url').toString()) as unknown[];
    const valid =
      (way === 'next' || way === 'previous') && typeof value === 'string' && typeof id === 'string';
    return valid ? { way, value, id } : null;
  } catch {
    return null;
  }
}
