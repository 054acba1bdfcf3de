import type { AttributeDefinition } from './attribute';
import { type AttributePath, type Comparison, type Filter, type FilterValue, parseFilter } from './filter';
import { foldCase } from './fold-case';
import {
  coreSchemas,
  enterpriseSchema,
  findAttribute,
  findSubAttribute,
  isSchema,
  type ResourceType,
} from './schema';
import { refuseScim } from './scim-error';

/** Of a comparison: the attribute it ends in (null: unknown here) and its path in canonical case. */
interface Target {
  readonly attribute: AttributeDefinition | null;
  readonly path: AttributePath;
}

/** RFC 7643 section 2.3.5; without a zone it is UTC. Without the years that a zone could carry beyond PostgreSQL’s. */
const dateTime = /^((?!000[01]|9999)\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?)(Z|[+-]\d\d:\d\d)?$/i;

type FindTarget = (path: AttributePath) => Target;

/** Reads a filter for a kind of resource, in the form that `resolveFilter` guarantees. */
export function readFilter(type: ResourceType, text: string): Filter {
  return resolveFilter(type, parseFilter(text));
}

/**
 * Makes a filter plain, so that whoever answers it has few cases left. Afterwards: names of known attributes are in
 * their canonical case and belong to `schema` null or a URN; a complex attribute is compared by its `value`; there is no
 * `ne` (it is `not` of `eq`, so also true for what is unassigned) and no null (`eq null` is `not` of `pr`); a boolean is
 * compared with a boolean also when it was quoted (Entra ID), a time with an ISO 8601 time in UTC, and texts that are
 * not caseExact are folded. Refuses what cannot be compared as invalidFilter.
 */
export function resolveFilter(type: ResourceType, filter: Filter): Filter {
  return resolve(filter, (path) => findTarget(type, path));
}

/** The same for what stands in the brackets of a value path. */
export function resolveValueFilter(attribute: AttributeDefinition | null, filter: Filter): Filter {
  return resolve(filter, (path) => findPart(attribute, path));
}

function resolve(filter: Filter, find: FindTarget): Filter {
  switch (filter.kind) {
    case 'and':
    case 'or':
      return { kind: filter.kind, filters: filter.filters.map((each) => resolve(each, find)) };
    case 'not':
      return { kind: 'not', filter: resolve(filter.filter, find) };
    case 'present':
      return { kind: 'present', path: find(filter.path).path };
    case 'values': {
      const { attribute, path } = find(filter.path);
      if (attribute && attribute.type !== 'complex')
        refuseScim('invalidFilter', `“${path.name}” has no parts to filter by.`);
      return { kind: 'values', path, filter: resolveValueFilter(attribute, filter.filter) };
    }
    case 'compare':
      return resolveComparison(filter, find(filter.path));
  }
}

function resolveComparison(filter: Comparison, target: Target): Filter {
  if (filter.operator === 'ne')
    return { kind: 'not', filter: resolveComparison({ ...filter, operator: 'eq' }, target) };
  if (filter.value === null) return { kind: 'not', filter: { kind: 'present', path: target.path } };
  const { attribute, path } = target.attribute?.type === 'complex' ? valueTarget(target) : target;
  return { ...filter, path, value: readCompared(attribute, filter) };
}

/** RFC 7644 section 3.4.2.2: of a complex attribute, its `value` is meant. */
function valueTarget({ attribute, path }: Target): Target {
  const value = attribute && path.sub === null ? findSubAttribute(attribute, 'value') : null;
  if (!value) return refuseScim('invalidFilter', `“${path.name}” has parts: compare one of them.`);
  return { attribute: value, path: { ...path, sub: 'value' } };
}

function readCompared(attribute: AttributeDefinition | null, filter: Comparison): FilterValue {
  const { value, operator } = filter;
  if (!attribute) return typeof value === 'string' ? foldCase(value) : value;
  if (attribute.type === 'boolean') {
    const text = String(value).toLowerCase();
    if (operator !== 'eq' || (text !== 'true' && text !== 'false'))
      refuseScim('invalidFilter', `“${attribute.name}” can only be equal to true or false.`);
    return text === 'true';
  }
  if (typeof value !== 'string')
    return refuseScim('invalidFilter', `“${attribute.name}” is compared with a text in double quotes.`);
  if (attribute.type === 'dateTime') return readTime(attribute, operator, value);
  return attribute.caseExact ? value : foldCase(value);
}

function readTime(attribute: AttributeDefinition, operator: string, value: string): string {
  const [, local, zone = 'Z'] = dateTime.exec(value) ?? [];
  const time = local === undefined ? Number.NaN : Date.parse(local + zone);
  if (Number.isNaN(time) || operator === 'co' || operator === 'sw' || operator === 'ew')
    refuseScim('invalidFilter', `“${attribute.name}” is compared with a time, like 2026-01-31T09:00:00Z.`);
  return new Date(time).toISOString();
}

function findTarget(type: ResourceType, path: AttributePath): Target {
  const whole = findAttribute(type, { ...path, sub: null });
  const canonical = { ...path, schema: canonicalSchema(type, path.schema), name: whole?.name ?? path.name };
  if (path.sub === null) return { attribute: whole, path: canonical };
  if (whole && whole.type !== 'complex') refuseScim('invalidFilter', `“${whole.name}” has no parts.`);
  const part = whole && findSubAttribute(whole, path.sub);
  return { attribute: part, path: { ...canonical, sub: part?.name ?? path.sub } };
}

function findPart(attribute: AttributeDefinition | null, path: AttributePath): Target {
  const part = attribute && findSubAttribute(attribute, path.name);
  return { attribute: part, path: { ...path, name: part?.name ?? path.name } };
}

function canonicalSchema(type: ResourceType, schema: string | null): string | null {
  if (schema === null || isSchema(schema, coreSchemas[type])) return null;
  return type === 'User' && isSchema(schema, enterpriseSchema) ? enterpriseSchema : schema;
}
