import { Prisma } from '@/prisma/generated/client';
import { governs } from '../authz/authorize';
import type { Ctx } from '../authz/context';
import { containsPattern, prefixPattern } from '../lists/contains-pattern';
import { managingDirectorySql } from './managed-member';
import type { MemberCursor } from './member-cursor';
import type { ListMembersInput, MemberSort, MemberSource } from './member-list.schema';
import { sources } from './member-row';
import { statusConditions } from './member-status-sql';

/**
 * Each with an index that begins with the organization. By the time of creation, not by the id that says the same: the
 * database would walk the primary key through everybody else's members, where one organization has most of them.
 */
const sortColumns: Record<MemberSort, Prisma.Sql> = {
  joined: Prisma.sql`m.created_at`,
  person: Prisma.sql`m.email_key`,
  seen: Prisma.sql`coalesce(m.last_seen_at, 'epoch'::timestamptz)`,
};

/** Which rows, as one condition. */
export function memberConditions(ctx: Ctx, input: ListMembersInput): Prisma.Sql {
  const conditions = [Prisma.sql`m.organization_id = ${input.organizationId}`];
  if (input.search) conditions.push(searchCondition(ctx, input.search));
  conditions.push(...statusConditions(input, ctx.now));
  if (input.roleIds.length > 0) conditions.push(roleCondition(input));
  if (input.sources.length > 0) conditions.push(sourceCondition(input.sources));
  return Prisma.join(conditions, ' and ');
}

/** The rows behind a cursor: by the sort column and the id, never by an offset. */
export function cursorCondition(input: ListMembersInput, cursor: MemberCursor): Prisma.Sql {
  const column = sortColumns[input.sort];
  const value =
    input.sort === 'person' ? Prisma.sql`${cursor.value}` : Prisma.sql`${cursor.value}::timestamptz`;
  const ascending = isAscending(input, cursor);
  return ascending
    ? Prisma.sql`(${column}, m.id) > (${value}, ${cursor.id})`
    : Prisma.sql`(${column}, m.id) < (${value}, ${cursor.id})`;
}

/** The order in which rows are read: turned round for a page that is asked for backwards. */
export function memberOrder(input: ListMembersInput, cursor: MemberCursor | null): Prisma.Sql {
  const column = sortColumns[input.sort];
  return isAscending(input, cursor)
    ? Prisma.sql`${column} asc, m.id asc`
    : Prisma.sql`${column} desc, m.id desc`;
}

function isAscending(input: ListMembersInput, cursor: MemberCursor | null): boolean {
  return (input.direction === 'asc') !== (cursor?.way === 'previous');
}

/** From three characters on the trigram index finds any part of address and name; fewer match how an address begins. */
function searchCondition(ctx: Ctx, search: string): Prisma.Sql {
  if (search.length < 3) return Prisma.sql`m.email_key like ${prefixPattern(search)}`;
  const anywhere = containsPattern(search);
  return Prisma.sql`m.user_id in (select u.id from users u where u.search like ${anywhere})
    and (m.email_key like ${anywhere} or exists (
      select 1 from users u where u.id = m.user_id and ${isNamedSql(ctx, Prisma.sql`u`)}))`;
}

function roleCondition(input: ListMembersInput): Prisma.Sql {
  return Prisma.sql`exists (select 1 from membership_roles mr where mr.membership_id = m.id
    and mr.organization_id = m.organization_id and mr.role_id = any(${input.roleIds}::text[]))`;
}

function sourceCondition(wanted: readonly MemberSource[]): Prisma.Sql {
  const methods = Object.entries(sources).filter(([, source]) => wanted.includes(source));
  return Prisma.sql`m.provisioning_method = any(${methods.map(([method]) => method)}::provisioning_method[])`;
}

/**
 * Members with everything a row shows. `page` selects from memberships aliased `m` which rows, in which order and how
 * many; names, roles, the open invitation and its last mail are looked up for those rows only.
 */
export function memberRecordsSql(
  ctx: Ctx,
  page: Prisma.Sql,
  { order, sort }: { order: Prisma.Sql; sort: MemberSort },
): Prisma.Sql {
  return Prisma.sql`
    select m.*, u.email, named.display_name, named.given_name, named.family_name, held.roles,
      managing.directory as managed_by,
      i.id as invitation_id, i.expires_at, i.resent_count, i.inviter_name, i.renewal_asked_at,
      mail.state::text as mail_state, mail.reason as mail_reason, mail.updated_at as mail_at
    from (
      select m.id, m.user_id, m.email_key, m.status::text as status, m.provisioning_method::text as provisioning_method,
        m.created_at, m.joined_at, m.last_seen_at, m.deactivated_at, ${sortValueSql(sort)} as sort_value
      from memberships m where ${page}
    ) m
    join users u on u.id = m.user_id
    left join users named on named.id = m.user_id and ${isNamedSql(ctx, Prisma.sql`named`)}
    left join invitations i on i.membership_id = m.id and i.accepted_at is null and i.revoked_at is null
    left join lateral (
      select state, reason, updated_at from mail_messages
      where invitation_id = i.id and kind in ('invitation', 'invitation_reminder')
      order by id desc limit 1) mail on true
    left join lateral (
      select json_agg(json_build_object('id', r.id, 'displayName', r.display_name, 'source', mr.source,
        'reason', mr.reason, 'directory', case when mr.source = 'DIRECTORY' then ${givingDirectorySql} end)
        order by r.display_name) as roles
      from membership_roles mr join roles r on r.id = mr.role_id where mr.membership_id = m.id) held on true
    left join lateral (
      select to_jsonb(managing) as directory from (${managingDirectorySql(Prisma.sql`m.id`)}) managing) managing on true
    order by ${order}`;
}

/** The directory whose user is `m`, and the first of its mappings that gives them the role of `mr`. */
const givingDirectorySql = Prisma.sql`(
  select jsonb_build_object('name', d.name, 'rank', (
    select min(line.position) + 1 from directory_role_mappings line
    join directory_group_members member on member.group_id = line.group_id and member.directory_user_id = u.id
    where line.directory_id = d.id and line.role_id = mr.role_id))
  from directory_users u join directories d on d.id = u.directory_id where u.membership_id = m.id)`;

/**
 * Whether the viewer may know how the person of `m` is named. Staff know everybody; to an organization somebody who has
 * not joined yet and whom others knew before is an address: else inviting them would tell that they have an account, and
 * whose it is.
 */
function isNamedSql({ actor }: Ctx, person: Prisma.Sql): Prisma.Sql {
  if (governs(actor)) return Prisma.sql`true`;
  return Prisma.sql`(m.status <> 'PENDING_INVITE' or ${person}.created_at >= m.created_at)`;
}

/** What the sort column says of a row, as text for a cursor; times in UTC, whatever the database's own settings are. */
function sortValueSql(sort: MemberSort): Prisma.Sql {
  if (sort === 'person') return sortColumns.person;
  return Prisma.sql`to_char(${sortColumns[sort]} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;
}
