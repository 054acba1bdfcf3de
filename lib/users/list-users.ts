import { Prisma } from '@/prisma/generated/client';
import { authorize } from '../authz/authorize';
import type { Ctx, StaffRole } from '../authz/context';
import { containsPattern, prefixPattern } from '../lists/contains-pattern';
import { type KeysetOrder, keysetSql, type Page, pageSize, readCursor, toPage } from '../lists/keyset';
import { visibleName } from './user';
import type { ListUsersInput, UserSort } from './user.schema';

export interface UserRow {
  readonly userId: string;
  readonly email: string;
  /** Null when nobody said a name yet. */
  readonly name: string | null;
  /** The first of their organizations by name, whatever the state of the membership. */
  readonly organizations: readonly { readonly id: string; readonly name: string }[];
  /** All of them. */
  readonly organizationCount: number;
  readonly staffRole: StaffRole | null;
  /** Null: never signed in. */
  readonly lastLoginAt: Date | null;
  readonly createdAt: Date;
}

type Record = Omit<UserRow, 'name'> & {
  readonly displayName: string | null;
  readonly givenName: string | null;
  readonly familyName: string | null;
  readonly sortValue: string;
};

/** How many organizations of a person are named. */
const organizationsNamed = 2;

/** One page of the people of all organizations, for staff; its cost does not grow with their number. */
export async function listUsers(ctx: Ctx, input: ListUsersInput, size = pageSize): Promise<Page<UserRow>> {
  authorize(ctx, 'user.list');
  const order = orderOf(input);
  const cursor = readCursor(input.cursor, order);
  const keyset = keysetSql(order, cursor);
  const records = await ctx.db.$queryRaw<Record[]>`
    select u.id as "userId", u.email, u.display_name as "displayName", u.given_name as "givenName",
      u.family_name as "familyName", u.last_login_at as "lastLoginAt", u.created_at as "createdAt",
      staff.role::text as "staffRole", ${order.by} as "sortValue",
      (select count(*)::int from memberships m where m.user_id = u.id) as "organizationCount",
      array(
        select jsonb_build_object('id', o.id, 'name', o.name)
        from memberships m join organizations o on o.id = m.organization_id
        where m.user_id = u.id order by o.name, o.id limit ${organizationsNamed}) as organizations
    from (
      select * from users u where ${searchCondition(input.search)} and ${keyset.where}
      order by ${keyset.orderBy} limit ${size + 1}) u
    left join staff on staff.user_id = u.id
    order by ${keyset.orderBy}`;
  const page = toPage(records, { order, cursor, size }, (record) => ({
    value: record.sortValue,
    id: record.userId,
  }));
  return { ...page, rows: page.rows.map(toRow) };
}

/** Ids are in the order of time. */
const sorts: { readonly [S in UserSort]: Prisma.Sql } = {
  created: Prisma.sql`u.id`,
  address: Prisma.sql`u.email_key`,
};

function orderOf({ sort, direction }: ListUsersInput): KeysetOrder {
  const descending = direction === 'desc';
  return { name: `${sort} ${direction}`, by: sorts[sort], type: 'text', id: Prisma.sql`u.id`, descending };
}

/** Trigrams find any part from three characters on. */
function searchCondition(search: string): Prisma.Sql {
  if (search === '') return Prisma.sql`true`;
  return search.length < 3
    ? Prisma.sql`u.email_key like ${prefixPattern(search)}`
    : Prisma.sql`u.search like ${containsPattern(search)}`;
}

function toRow({ displayName, givenName, familyName, sortValue: _, ...row }: Record): UserRow {
  const name = visibleName({ email: row.email, name: displayName, givenName, familyName });
  return { ...row, name: name === row.email ? null : name };
}
