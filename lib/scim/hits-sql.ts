import { Prisma } from '@/prisma/generated/client';
import type { Comparison, Filter } from './filter';
import { filterSql } from './filter-sql';
import type { ListQuery, ListSort } from './list-query';
import type { ResourceType } from './schema';
import { sortOf } from './sort-sql';

const tables: Readonly<Record<ResourceType, Prisma.Sql>> = {
  User: Prisma.sql`directory_users`,
  Group: Prisma.sql`directory_groups`,
};

/** What names one resource of a directory; an index of the directory’s finds it. */
const names: Readonly<Record<ResourceType, readonly string[]>> = {
  User: ['userName', 'externalId'],
  Group: ['displayName', 'externalId'],
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
      from ${tables[type]} r where ${ofDirectorySql(type, directoryId, filter)} and ${filterSql(type, filter)}),
    counted as (select count(*)::int as total from hits),
    page as (${
      few
        ? Prisma.sql`select *, row_number() over (order by ${order}) as place ${chosen}`
        : Prisma.sql`
          select r.*, page.place
          from (select ordinal, row_number() over () as place from (select ordinal ${chosen}) chosen) page
          cross join lateral (${rowSql(type, directoryId)}) r`
    })`;
}

/** The row at `page.ordinal`, one by one: a plan for a directory of any size might read all of a large one beside the page. */
export function rowSql(type: ResourceType, directoryId: string): Prisma.Sql {
  return Prisma.sql`
    select * from ${tables[type]} r where r.directory_id = ${directoryId} and r.ordinal = page.ordinal limit 1`;
}

/**
 * Ids and addresses are found in the indexes of all directories. Which one it is is then said so that no index is used for it: a
 * prepared plan, made for a directory of any size, would go through all of a large one.
 */
function ofDirectorySql(type: ResourceType, directoryId: string, filter: Filter): Prisma.Sql {
  return isTelling(type, filter) && !isOfName(type, filter)
    ? Prisma.sql`r.directory_id is not distinct from ${directoryId}`
    : Prisma.sql`r.directory_id = ${directoryId}`;
}

function orderSql(type: ResourceType, sort: ListSort): Prisma.Sql {
  const { direction } = sortOf(type, sort);
  return Prisma.sql`sorted ${direction}, ordinal ${direction}`;
}

/** Whether a filter asks for one resource, or very few, as every sync does before it writes; others may fit all. */
export function isTelling(type: ResourceType, filter: Filter): boolean {
  return isOfName(type, filter) || isOfId(filter) || (type === 'User' && isOfAddress(filter));
}

function isOfName(type: ResourceType, filter: Filter): boolean {
  return isEqual(filter) && filter.path.sub === null && names[type].includes(filter.path.name);
}

function isOfId(filter: Filter): boolean {
  return isEqual(filter) && filter.path.sub === null && filter.path.name === 'id';
}

function isOfAddress(filter: Filter): boolean {
  if (filter.kind === 'values')
    return filter.path.schema === null && filter.path.name === 'emails' && namesValue(filter.filter);
  return isEqual(filter) && filter.path.name === 'emails' && filter.path.sub === 'value';
}

function isEqual(filter: Filter): filter is Comparison {
  return filter.kind === 'compare' && filter.operator === 'eq' && filter.path.schema === null;
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
