import { Prisma } from '@/prisma/generated/client';

/** Who came into a group or left it: how many, and the first of them by their addresses. */
export interface MovedPeople {
  readonly count: number;
  readonly first: readonly string[];
}

/** What a change did to a group, as the log tells it; what is absent stayed. */
export interface GroupChanges {
  readonly joined?: MovedPeople | null;
  readonly left?: MovedPeople | null;
  /** Its name before. */
  readonly renamedFrom?: string | null;
}

/** How many are named; the others are a number, so that a line of the log stays short. */
const namedMaximum = 2;

/** How many `moved` has, a step with the ids of users, and the first of those. */
export function tallySql(moved: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`select count(*)::int as count, (array_agg(id order by id))[:${namedMaximum}::int] as first from ${moved}`;
}

/** A row of `tallySql` as `MovedPeople`; null: there are none. */
export function movedPeopleSql(tally: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`case when ${tally}.count > 0 then jsonb_build_object('count', ${tally}.count, 'first', array(
    select coalesce(u.email, u.user_name) from directory_users u where u.id = any(${tally}.first) order by u.id)) end`;
}
