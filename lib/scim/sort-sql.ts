import { Prisma } from '@/prisma/generated/client';
import { filterColumns } from './filter-columns';
import { searchedPath } from './filter-sql';
import type { ListSort } from './list-query';
import { findOwn } from './read-value';
import { findAttribute, type ResourceType } from './schema';

/** What the rows `r` are ordered by, before the order of their creation. */
export interface SortValue {
  readonly value: Prisma.Sql;
  readonly direction: Prisma.Sql;
  /** No two of a directory's are the same. */
  readonly unique: boolean;
}

/**
 * The order of RFC 7644 section 3.4.2.3 over the rows `r`: texts without case where that does not count, of a list the
 * primary value, else the first one; who has none comes last, and first the other way round. Then in order of creation.
 */
export function sortSql(type: ResourceType, sort: ListSort): Prisma.Sql {
  const { value, direction, unique } = sortOf(type, sort);
  return Prisma.sql`${value} ${direction}${unique ? Prisma.empty : Prisma.sql`, r.ordinal ${direction}`}`;
}

export function sortOf(type: ResourceType, { path, descending }: ListSort): SortValue {
  const column = path.schema === null ? findOwn(filterColumns[type], fullName(path)) : undefined;
  return {
    value: column?.sorted ?? column?.value ?? firstValueSql(type, path),
    direction: descending ? Prisma.sql`desc` : Prisma.sql`asc`,
    unique: column?.unique ?? false,
  };
}

function fullName({ name, sub }: ListSort['path']): string {
  return sub === null ? name : `${name}.${sub}`;
}

function firstValueSql(type: ResourceType, path: ListSort['path']): Prisma.Sql {
  const whole = findAttribute(type, { ...path, sub: null });
  const sub = path.sub ?? (whole?.type === 'complex' ? 'value' : null);
  const first = searchedPath({ ...path, sub });
  if (!whole?.multiValued || sub === null) return querySql(first);
  const values = searchedPath({ ...path, sub: null });
  return Prisma.sql`coalesce(${querySql(`${values} ? (@.primary == true).${JSON.stringify(sub.toLowerCase())}`)}, ${querySql(first)})`;
}

function querySql(path: string): Prisma.Sql {
  return Prisma.sql`jsonb_path_query_first(r.searched, ${path}::jsonpath)`;
}
