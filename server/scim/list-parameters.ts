import { scimLimits } from '@/lib/scim/discovery';
import { readAttributePath } from '@/lib/scim/filter';
import type { ListQuery, ListSort } from '@/lib/scim/list-query';
import { isObject, isStorable, membersOf } from '@/lib/scim/read-value';
import { readFilter, resolveFilter } from '@/lib/scim/resolve-filter';
import { isSchema, type ResourceType } from '@/lib/scim/schema';
import { refuseScim } from '@/lib/scim/scim-error';

/** By name, from the query of a GET (texts) or the body of a `.search` (RFC 7644 section 3.4.3). Others are ignored. */
export type ListParameters = Readonly<Record<string, unknown>>;

const searchSchema = 'urn:ietf:params:scim:api:messages:2.0:SearchRequest';

const names = [
  'attributes',
  'excludedAttributes',
  'filter',
  'sortBy',
  'sortOrder',
  'startIndex',
  'count',
] as const;

const usualCount = 100;
/** Beyond every page there is. */
const mostIndex = 1_000_000_000;

/** What a query asks for; what stands there several times is a list. */
export function readQuery(query: URLSearchParams): ListParameters {
  return Object.fromEntries(
    names.map((name) => {
      const [first, ...more] = query.getAll(name);
      return [name, more.length > 0 ? [first, ...more] : first];
    }),
  );
}

/** What the body of a `.search` asks for, its names in any case. */
export function readSearch(body: unknown): ListParameters {
  const sent = isObject(body) ? membersOf(body) : {};
  const { schemas } = sent;
  if (schemas !== undefined && !(Array.isArray(schemas) && schemas.some(isSearchSchema)))
    return refuseScim('invalidSyntax', `“schemas” must name ${searchSchema}.`);
  return Object.fromEntries(names.map((name) => [name, sent[name.toLowerCase()]]));
}

function isSearchSchema(urn: unknown): boolean {
  return typeof urn === 'string' && isSchema(urn, searchSchema);
}

/** Which resources are asked for (RFC 7644 section 3.4.2); refuses what cannot be read with 400. */
export function readListQuery(type: ResourceType, sent: ListParameters): ListQuery {
  return {
    filter: isBlank(sent.filter) ? null : readFilter(type, readText('filter', sent.filter)),
    sort: isBlank(sent.sortBy) ? null : readSort(type, sent),
    startIndex: Math.min(Math.max(readNumber('startIndex', sent.startIndex, 1), 1), mostIndex),
    count: Math.min(Math.max(readNumber('count', sent.count, usualCount), 0), scimLimits.results),
  };
}

function readSort(type: ResourceType, { sortBy, sortOrder }: ListParameters): ListSort {
  const path = readAttributePath(readText('sortBy', sortBy));
  if (!path) return refuseScim('invalidPath', '“sortBy” must name an attribute, like userName.');
  const order = isBlank(sortOrder) ? 'ascending' : readText('sortOrder', sortOrder).toLowerCase();
  if (order !== 'ascending' && order !== 'descending')
    refuseScim('invalidValue', '“sortOrder” must be ascending or descending.');
  const resolved = resolveFilter(type, { kind: 'present', path });
  return { path: resolved.kind === 'present' ? resolved.path : path, descending: order === 'descending' };
}

function readText(name: string, value: unknown): string {
  if (typeof value !== 'string') return refuseScim('invalidValue', `“${name}” must be a text.`);
  return isStorable(value) ? value : refuseScim('invalidValue', `“${name}” holds a character that is none.`);
}

function readNumber(name: string, value: unknown, usual: number): number {
  if (isBlank(value)) return usual;
  const number = typeof value === 'string' && /^[+-]?[0-9]+$/.test(value.trim()) ? Number(value) : value;
  return typeof number === 'number' && Number.isInteger(number)
    ? number
    : refuseScim('invalidValue', `“${name}” must be a whole number.`);
}

function isBlank(value: unknown): boolean {
  return value === undefined || value === null || value === '';
}
