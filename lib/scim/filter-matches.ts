import type { AttributeDefinition } from './attribute';
import type { AttributePath, Comparison, Filter } from './filter';
import { foldCase } from './fold-case';
import { findKey, isObject, type ScimObject } from './read-value';
import { findAttribute, findSubAttribute, type ResourceType } from './schema';

type Find = (path: AttributePath) => Found;

interface Found {
  readonly attribute: AttributeDefinition | null;
  /** All values at the path; of a list each one. */
  readonly values: readonly unknown[];
}

/** Whether a whole resource, with id and meta, fits a filter that `resolveFilter` has made plain. */
export function filterMatches(type: ResourceType, resource: ScimObject, filter: Filter): boolean {
  return matches(filter, (path) => findInResource(type, resource, path));
}

/** Whether one value of an attribute fits what stood in the brackets of its path, made plain by `resolveValueFilter`. */
export function valueMatches(attribute: AttributeDefinition | null, value: unknown, filter: Filter): boolean {
  return matches(filter, ({ name }) => ({
    attribute: attribute && findSubAttribute(attribute, name),
    values: isObject(value) ? readPart(value, name) : name.toLowerCase() === 'value' ? [value] : [],
  }));
}

/** The order of RFC 7644 section 3.4.2.2 for texts: by code point, which is PostgreSQL's collation "C". */
function compareTexts(one: string, other: string): number {
  return Buffer.compare(Buffer.from(one), Buffer.from(other));
}

function matches(filter: Filter, find: Find): boolean {
  switch (filter.kind) {
    case 'and':
      return filter.filters.every((each) => matches(each, find));
    case 'or':
      return filter.filters.some((each) => matches(each, find));
    case 'not':
      return !matches(filter.filter, find);
    case 'present':
      return find(filter.path).values.some(isPresent);
    case 'values': {
      const { attribute, values } = find(filter.path);
      return values.some((value) => isObject(value) && valueMatches(attribute, value, filter.filter));
    }
    case 'compare': {
      const { attribute, values } = find(filter.path);
      return values.some((value) => compare(attribute, value, filter));
    }
  }
}

function compare(attribute: AttributeDefinition | null, stored: unknown, filter: Comparison): boolean {
  const wanted = filter.value;
  if (typeof stored === 'string' && typeof wanted === 'string') {
    if (attribute?.type === 'dateTime')
      return decide(filter.operator, Date.parse(stored) - Date.parse(wanted));
    return compareStrings(attribute?.caseExact ? stored : foldCase(stored), wanted, filter.operator);
  }
  if (typeof stored === 'number' && typeof wanted === 'number')
    return decide(filter.operator, Math.sign(stored - wanted));
  return filter.operator === 'eq' && stored === wanted;
}

function compareStrings(stored: string, wanted: string, operator: Comparison['operator']): boolean {
  if (operator === 'co') return stored.includes(wanted);
  if (operator === 'sw') return stored.startsWith(wanted);
  if (operator === 'ew') return stored.endsWith(wanted);
  return decide(operator, compareTexts(stored, wanted));
}

function decide(operator: Comparison['operator'], difference: number): boolean {
  if (operator === 'eq') return difference === 0;
  if (operator === 'gt') return difference > 0;
  if (operator === 'ge') return difference >= 0;
  if (operator === 'lt') return difference < 0;
  return operator === 'le' && difference <= 0;
}

function findInResource(type: ResourceType, resource: ScimObject, path: AttributePath): Found {
  const [container] = path.schema === null ? [resource] : readAll(resource, path.schema);
  const values = isObject(container) ? readAll(container, path.name) : [];
  const attribute = findAttribute(type, path);
  if (path.sub === null) return { attribute, values };
  const { sub } = path;
  return { attribute, values: values.filter(isObject).flatMap((value) => readPart(value, sub)) };
}

/** The values of an attribute by its name in any case. */
function readAll(object: ScimObject, name: string): readonly unknown[] {
  return readPart(object, name).flat();
}

/** A part of a value; a list in there is one thing. */
function readPart(object: ScimObject, name: string): readonly unknown[] {
  const key = findKey(object, name);
  return key === null ? [] : [object[key]];
}

/** `pr`: assigned, and not an empty text (RFC 7644 section 3.4.2.2). */
function isPresent(value: unknown): boolean {
  if (isObject(value)) return Object.values(value).some(isPresent);
  return value !== null && value !== undefined && value !== '';
}
