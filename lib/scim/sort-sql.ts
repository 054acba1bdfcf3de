import { Prisma } from '@/prisma/generated/client';
import { filterColumns } from './filter-columns';
import { searchedPath } from './filter-sql';
import type { ListSort } from './list-query';
import { findOwn } from './read-value';
import { findAttribute, type ResourceType } from './schema';

/**
 * The order of RFC 7644 section 3.4.2.3 over the rows `r`: texts without case where that does not count, of a list the
 * primary value, else the first one; who has none comes last, and first the other way round. Then in order of creation.
 */
export function sortSql(type: ResourceType, { path, descending }: ListSort): Prisma.Sql {
  const direction = descending ? Prisma.sql`desc` : Prisma.sql`asc`;
  const column = path.schema === null ? findOwn(filterColumns[type], fullName(path)) : undefined;
  return Prisma.sql`${column?.value ?? firstValueSql(type, path)} ${direction}, r.ordinal ${direction}`;
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
