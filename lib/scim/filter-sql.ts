import { Prisma } from '@/prisma/generated/client';
import type { AttributePath, CompareOperator, Comparison, Filter } from './filter';
import { type FilterColumns, filterColumns, type Relation, relations } from './filter-columns';
import { findOwn } from './read-value';
import type { ResourceType } from './schema';
import { refuseScim } from './scim-error';
import { partOfSearchSql } from './search-text';
import { containmentsOf } from './searched';

/**
 * A filter that `resolveFilter` has made plain, as a condition on the row `r` of directory_users or directory_groups: true of
 * the same rows as `filterMatches`. What is looked up often has columns, and `eq` on any other attribute is a containment in
 * `searched`: indexes answer both. Parts of names and addresses are looked for in `search` first, by trigrams; the rest is
 * evaluated within the directory.
 */
export function filterSql(type: ResourceType, filter: Filter): Prisma.Sql {
  switch (filter.kind) {
    case 'and':
      return joinSql(filter.filters, ' and ', (each) => filterSql(type, each));
    case 'or':
      return joinSql(filter.filters, ' or ', (each) => filterSql(type, each));
    case 'not':
      return negated(filterSql(type, filter.filter));
    case 'present':
      return presentSql(type, filter.path);
    case 'values':
      return valuesSql(type, filter.path, filter.filter, filter);
    case 'compare':
      return comparisonSql(type, filter);
  }
}

/** The path of an attribute in `searched`; every list on the way stands for its values, and a single value for a list. */
export function searchedPath({ schema, name, sub }: AttributePath): string {
  const keys = [schema, name, sub].filter((key) => key !== null);
  return `lax $${keys.map((key) => `.${JSON.stringify(key.toLowerCase())}[*]`).join('')}`;
}

function comparisonSql(type: ResourceType, comparison: Comparison): Prisma.Sql {
  const { path } = comparison;
  const relation = relationOf(type, path);
  if (relation)
    return relationSql(
      relation,
      partSql(relation, { ...comparison, path: { ...path, name: path.sub ?? 'value' } }),
    );
  const column = columnOf(type, path);
  const exact = column
    ? columnSql(column, comparison)
    : (containedSql(type, comparison) ?? anyValueSql(Prisma.sql`r.searched`, searchedPath(path), comparison));
  // The order of a column leads to what begins alike.
  const near = column && comparison.operator === 'sw' ? null : partOfSearchSql(type, comparison);
  return near ? Prisma.sql`(${near} and ${exact})` : exact;
}

function presentSql(type: ResourceType, path: AttributePath): Prisma.Sql {
  const relation = relationOf(type, path);
  if (relation) return relationSql(relation, Prisma.sql`true`);
  const column = columnOf(type, path);
  if (column) return Prisma.sql`coalesce(${column.value}::text, '') <> ''`;
  if (path.schema === null && path.name === 'meta') return Prisma.sql`true`;
  return presentAtSql(Prisma.sql`r.searched`, searchedPath(path));
}

function valuesSql(type: ResourceType, path: AttributePath, filter: Filter, whole: Filter): Prisma.Sql {
  const relation = relationOf(type, path);
  if (relation) return relationSql(relation, partSql(relation, filter));
  const contained = containedSql(type, whole);
  if (contained) return contained;
  const exact = Prisma.sql`exists (
    select 1 from jsonb_path_query(r.searched, ${searchedPath(path)}::jsonpath) part(value)
    where jsonb_typeof(part.value) = 'object' and ${partSql(null, filter)})`;
  const near = conjunctsOf(filter).flatMap((each) => nearSql(type, path, each) ?? []);
  return joinSql([...near, exact], ' and ', (each) => each);
}

/** What all who fit a part of a value path meet, and an index knows; null: none does. */
function nearSql(type: ResourceType, path: AttributePath, part: Filter): Prisma.Sql | null {
  if (part.kind !== 'compare') return null;
  if (part.operator === 'eq' && part.path.name === 'value')
    return containedSql(type, { kind: 'values', path, filter: part });
  return partOfSearchSql(type, { ...part, path: { ...path, sub: part.path.name } });
}

function conjunctsOf(filter: Filter): readonly Filter[] {
  return filter.kind === 'and' ? filter.filters.flatMap(conjunctsOf) : [filter];
}

/** What stands in the brackets of a value path, of the row of a relation or of `part.value`. */
function partSql(relation: Relation | null, filter: Filter): Prisma.Sql {
  switch (filter.kind) {
    case 'and':
      return joinSql(filter.filters, ' and ', (each) => partSql(relation, each));
    case 'or':
      return joinSql(filter.filters, ' or ', (each) => partSql(relation, each));
    case 'not':
      return negated(partSql(relation, filter.filter));
    case 'present':
      return relation
        ? Prisma.sql`${columnOfPart(relation, filter.path)} is not null`
        : presentAtSql(Prisma.sql`part.value`, searchedPath(filter.path));
    case 'compare':
      return relation
        ? textSql(columnOfPart(relation, filter.path), filter.operator, String(filter.value))
        : anyValueSql(Prisma.sql`part.value`, searchedPath(filter.path), filter);
    case 'values':
      return refuseScim('invalidFilter', 'Brackets cannot stand in brackets.');
  }
}

function columnOfPart({ parts }: Relation, { name }: AttributePath): Prisma.Sql {
  return (
    findOwn(parts, name.toLowerCase()) ?? refuseScim('invalidFilter', `“${name}” cannot be filtered by.`)
  );
}

function relationSql({ from }: Relation, condition: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`exists (select 1 from ${from} and ${condition})`;
}

function relationOf(type: ResourceType, { schema, name }: AttributePath): Relation | null {
  return (schema === null && findOwn(relations[type], name)) || null;
}

function columnOf(type: ResourceType, { schema, name, sub }: AttributePath): FilterColumns[string] | null {
  if (schema !== null) return null;
  const full = sub === null ? name : `${name}.${sub}`;
  const column = findOwn(filterColumns[type], full) ?? null;
  if (name === 'meta' && sub !== null && !column)
    refuseScim('invalidFilter', `“${full}” cannot be filtered by.`);
  return column;
}

function columnSql(
  { value, kind }: FilterColumns[string],
  { operator, value: wanted }: Comparison,
): Prisma.Sql {
  if (kind === 'text') return textSql(value, operator, String(wanted));
  if (kind === 'boolean') return Prisma.sql`${value} = ${wanted === true}`;
  return Prisma.sql`${value} ${orders[operator]} ${String(wanted)}::timestamptz`;
}

/** Any of the documents, of which there are two at most. */
function containedSql(type: ResourceType, filter: Filter): Prisma.Sql | null {
  const documents = containmentsOf(type, filter);
  return (
    documents &&
    joinSql(documents, ' or ', (each) => Prisma.sql`r.searched @> ${JSON.stringify(each)}::jsonb`)
  );
}

function anyValueSql(
  document: Prisma.Sql,
  path: string,
  { operator, value: wanted }: Comparison,
): Prisma.Sql {
  return Prisma.sql`exists (
    select 1 from jsonb_path_query(${document}, ${path}::jsonpath) found(value)
    where ${valueSql(operator, wanted)})`;
}

/** A value is compared with one of its own kind only. */
function valueSql(operator: CompareOperator, wanted: Comparison['value']): Prisma.Sql {
  const text = Prisma.sql`found.value #>> '{}'`;
  if (typeof wanted === 'string')
    return Prisma.sql`jsonb_typeof(found.value) = 'string' and ${textSql(text, operator, wanted)}`;
  if (typeof wanted === 'number')
    return Prisma.sql`case when jsonb_typeof(found.value) = 'number'
      then (${text})::numeric ${orders[operator]} ${String(wanted)}::numeric end`;
  return Prisma.sql`found.value = ${JSON.stringify(wanted)}::jsonb`;
}

const orders: Readonly<Record<CompareOperator, Prisma.Sql>> = {
  eq: Prisma.sql`=`,
  ne: Prisma.sql`<>`,
  gt: Prisma.sql`>`,
  ge: Prisma.sql`>=`,
  lt: Prisma.sql`<`,
  le: Prisma.sql`<=`,
  co: Prisma.sql`=`,
  sw: Prisma.sql`=`,
  ew: Prisma.sql`=`,
};

/** Texts are ordered by code point, as in memory. By `like` an index of texts leads to what begins alike. */
function textSql(text: Prisma.Sql, operator: CompareOperator, wanted: string): Prisma.Sql {
  if (operator === 'co') return Prisma.sql`strpos(${text}, ${wanted}::text) > 0`;
  if (operator === 'sw') return Prisma.sql`${text} like ${`${wanted.replace(/[\\%_]/g, '\\$&')}%`}`;
  if (operator === 'ew') return Prisma.sql`right(${text}, length(${wanted}::text)) = ${wanted}::text`;
  if (operator === 'eq') return Prisma.sql`${text} = ${wanted}`;
  return Prisma.sql`(${text}) collate "C" ${orders[operator]} ${wanted}`;
}

function presentAtSql(document: Prisma.Sql, path: string): Prisma.Sql {
  const assigned = `${path}.** ? ((@.type() == "string" && @ != "") || @.type() == "number" || @.type() == "boolean")`;
  return Prisma.sql`jsonb_path_exists(${document}, ${assigned}::jsonpath)`;
}

/** What is unknown (a column that is null) is false before it is turned round. */
function negated(condition: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`not coalesce(${condition}, false)`;
}

function joinSql<T>(items: readonly T[], word: ' and ' | ' or ', toSql: (item: T) => Prisma.Sql): Prisma.Sql {
  return Prisma.sql`(${Prisma.join(items.map(toSql), word)})`;
}
