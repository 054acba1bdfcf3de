import { Prisma } from '@/prisma/generated/client';
import type { Filter } from './filter';
import { filterSql } from './filter-sql';
import type { ListQuery } from './list-query';
import type { ResourceType } from './schema';
import { sortSql } from './sort-sql';

const tables: Readonly<Record<ResourceType, Prisma.Sql>> = {
  User: Prisma.sql`directory_users`,
  Group: Prisma.sql`directory_groups`,
};

/** What names one resource, or very few; an index finds it. */
const telling: Readonly<Record<ResourceType, readonly string[]>> = {
  User: ['id', 'userName', 'externalId'],
  Group: ['id', 'displayName', 'externalId'],
};

/**
 * The steps `counted`, how many of a directory's resources fit, and `page`, the ids of those that are asked for and their
 * `place`. Who fits is found first, by whatever index knows them: the order of the page must not lead the search.
 */
export function hitsSql(
  type: ResourceType,
  directoryId: string,
  { filter, sort, startIndex, count }: ListQuery,
): Prisma.Sql {
  const place = sort
    ? Prisma.sql`row_number() over (order by ${sortSql(type, sort)})`
    : Prisma.sql`r.ordinal`;
  return Prisma.sql`
    hits as materialized (
      select r.id, ${place} as place from ${tables[type]} r
      where r.directory_id = ${directoryId} and ${filter ? filterSql(type, filter) : Prisma.sql`true`}),
    counted as (select count(*)::int as total from hits),
    page as (
      select id, place from hits order by place limit ${count}::int offset ${startIndex - 1}::bigint)`;
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
