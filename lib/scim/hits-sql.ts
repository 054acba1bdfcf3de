import { Prisma } from '@/prisma/generated/client';
import type { Filter } from './filter';
import { filterSql } from './filter-sql';
import type { ListQuery, ListSort } from './list-query';
import type { ResourceType } from './schema';
import { sortOf } from './sort-sql';

const tables: Readonly<Record<ResourceType, Prisma.Sql>> = {
  User: Prisma.sql`directory_users`,
  Group: Prisma.sql`directory_groups`,
};

/** What names one resource, or very few; an index finds it. */
const telling: Readonly<Record<ResourceType, readonly string[]>> = {
  User: ['id', 'userName', 'externalId'],
  Group: ['id', 'displayName', 'externalId'],
};

/** What no resource is without. */
const required: Readonly<Record<ResourceType, readonly string[]>> = {
  User: ['id', 'userName', 'meta'],
  Group: ['id', 'displayName', 'meta'],
};

/**
 * The steps `counted`, how many of a directory's resources fit, and `page`, the rows of those that are asked for and their
 * `place`. Who fits is found first, by whatever index knows them: the order of the page must not lead the search. Of the many
 * who may fit only what stands in an index is kept, and the rest read for the page alone.
 */
export function hitsSql(
  type: ResourceType,
  directoryId: string,
  { filter, sort, startIndex, count }: ListQuery & { readonly filter: Filter },
): Prisma.Sql {
  const few = isTelling(type, filter);
  const order = sort ? orderSql(type, sort) : Prisma.sql`ordinal`;
  const chosen = Prisma.sql`from hits order by ${order} limit ${count}::int offset ${startIndex - 1}::bigint`;
  return Prisma.sql`
    hits as materialized (
      select ${few ? Prisma.sql`r.*` : Prisma.sql`r.ordinal`}${sort ? Prisma.sql`, ${sortOf(type, sort).value} as sorted` : Prisma.empty}
      from ${tables[type]} r where r.directory_id = ${directoryId} and ${filterSql(type, filter)}),
    counted as (select count(*)::int as total from hits),
    page as (${
      few
        ? Prisma.sql`select *, row_number() over (order by ${order}) as place ${chosen}`
        : Prisma.sql`
          select r.*, found.place
          from (select ordinal, row_number() over () as place from (select ordinal ${chosen}) chosen) found
          join ${tables[type]} r on r.directory_id = ${directoryId} and r.ordinal = found.ordinal`
    })`;
}

function orderSql(type: ResourceType, sort: ListSort): Prisma.Sql {
  const { direction } = sortOf(type, sort);
  return Prisma.sql`sorted ${direction}, ordinal ${direction}`;
}

/** Whether a filter asks for one resource by its name, as every sync does before it writes; others may fit all. */
export function isTelling(type: ResourceType, filter: Filter): boolean {
  if (filter.kind === 'values')
    return type === 'User' && filter.path.name === 'emails' && namesValue(filter.filter);
  if (filter.kind !== 'compare' || filter.operator !== 'eq' || filter.path.schema !== null) return false;
  const { name, sub } = filter.path;
  return sub === null
    ? telling[type].includes(name)
    : type === 'User' && name === 'emails' && sub === 'value';
}

function namesValue(filter: Filter): boolean {
  if (filter.kind === 'and') return filter.filters.some(namesValue);
  return filter.kind === 'compare' && filter.operator === 'eq' && filter.path.name === 'value';
}

/** The same query without a filter that every resource fits, like `userName pr`. */
export function withoutIdleFilter(type: ResourceType, query: ListQuery): ListQuery {
  const { filter } = query;
  const isIdle =
    filter?.kind === 'present' && filter.path.schema === null && required[type].includes(filter.path.name);
  return isIdle ? { ...query, filter: null } : query;
}
