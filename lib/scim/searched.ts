import type { AttributeDefinition } from './attribute';
import type { AttributePath, Filter } from './filter';
import { foldCase } from './fold-case';
import { isObject, type ScimObject } from './read-value';
import { attributesOf, findAttribute, findSubAttribute, type ResourceType } from './schema';

/** Among equal comparisons of one value path: names and what they are equal to. */
type Equalities = readonly (readonly [string, unknown])[];

/**
 * The form of a resource that `eq` filters are answered from: names in lower case, texts folded where case does not
 * count. `containmentsOf` says what to look for in it.
 */
export function searchedForm(type: ResourceType, resource: ScimObject): ScimObject {
  const known = attributesOf(type, null);
  const entries = Object.entries(resource).map(([key, value]) => {
    const attributes = isObject(value) && key.includes(':') ? attributesOf(type, key) : null;
    const folded = attributes
      ? foldEntries(value as ScimObject, (name) => attributes.get(name) ?? null)
      : foldValue(known.get(key.toLowerCase()) ?? null, value);
    return [key.toLowerCase(), folded] as const;
  });
  return Object.fromEntries(entries);
}

/**
 * The documents of which `searched` contains one (PostgreSQL's `@>`) exactly when the resource fits this filter, which
 * `resolveFilter` has made plain. Null: it is not an `eq`, or a value path of nothing but `eq`; ask for its parts.
 */
export function containmentsOf(type: ResourceType, filter: Filter): readonly ScimObject[] | null {
  if (filter.kind === 'compare' && filter.operator === 'eq') {
    const { path, value } = filter;
    const part = path.sub === null ? value : { [path.sub.toLowerCase()]: value };
    return documentsOf(type, path, part);
  }
  const equalities = filter.kind === 'values' ? equalitiesOf(filter.filter) : null;
  if (filter.kind !== 'values' || !equalities) return null;
  return documentsOf(type, filter.path, Object.fromEntries(equalities));
}

/** Whether an attribute of the directory's own is a list is not known: both are asked for. */
function documentsOf(type: ResourceType, path: AttributePath, value: unknown): readonly ScimObject[] {
  const attribute = findAttribute(type, { ...path, sub: null });
  const forms = attribute ? [attribute.multiValued ? [value] : value] : [value, [value]];
  return forms.map((form) => {
    const document = { [path.name.toLowerCase()]: form };
    return path.schema === null ? document : { [path.schema.toLowerCase()]: document };
  });
}

/** Null: something else than different parts that are each equal to something. */
function equalitiesOf(filter: Filter): Equalities | null {
  const filters = filter.kind === 'and' ? filter.filters : [filter];
  const equalities = filters.flatMap((each) =>
    each.kind === 'compare' && each.operator === 'eq'
      ? [[each.path.name.toLowerCase(), each.value] as const]
      : [],
  );
  const names = new Set(equalities.map(([name]) => name));
  return names.size === filters.length ? equalities : null;
}

/** A value in the form in which it is compared: names in lower case, texts folded where case does not count. */
export function foldValue(attribute: AttributeDefinition | null, value: unknown): unknown {
  if (typeof value === 'string') return attribute?.caseExact ? value : foldCase(value);
  if (Array.isArray(value)) return value.map((each) => foldValue(attribute, each));
  if (!isObject(value)) return value;
  return foldEntries(value, (name) => attribute && findSubAttribute(attribute, name));
}

function foldEntries(object: ScimObject, find: (name: string) => AttributeDefinition | null): ScimObject {
  const entries = Object.entries(object).map(
    ([key, value]) => [key.toLowerCase(), foldValue(find(key.toLowerCase()), value)] as const,
  );
  return Object.fromEntries(entries);
}
