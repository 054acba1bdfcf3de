import { readAttributePath } from './filter';
import { isObject, type ScimObject } from './read-value';
import { attributesOf, coreSchemas, isSchema, type ResourceType } from './schema';
import { refuseScim } from './scim-error';

/** Which attributes of a resource are returned (RFC 7644 section 3.9). */
export interface Projection {
  readonly kind: 'all' | 'only' | 'without';
  /** In lower case; those of the resource's own schema without its URN. */
  readonly names: ReadonlySet<string>;
}

const maximumNames = 100;
const valueFilter = /\[[^[\]]*\]/;

/**
 * Reads `attributes` and `excludedAttributes`: names with commas between, or lists of them; one of the two at most. Of what
 * is asked for with a filter, as Microsoft's collection of requests does, all values are returned.
 */
export function readProjection(
  type: ResourceType,
  attributes: unknown,
  excludedAttributes: unknown,
): Projection {
  const only = readNames(type, attributes, (name) => name.replace(valueFilter, ''));
  const without = readNames(type, excludedAttributes, (name) => name);
  if (only.size > 0 && without.size > 0)
    refuseScim('invalidValue', 'Ask for “attributes” or “excludedAttributes”, not for both.');
  if (only.size > 0) return { kind: 'only', names: only };
  return { kind: without.size > 0 ? 'without' : 'all', names: without };
}

/** Whether a resource will show anything of this attribute, so that what it will not (`members`) need not be read. */
export function isProjected({ kind, names }: Projection, attribute: string): boolean {
  const name = attribute.toLowerCase();
  return kind === 'only' ? names.has(name) || hasBelow(names, `${name}.`) : !names.has(name);
}

/**
 * A whole resource as it is returned. What is always returned is, whatever was asked for; `schemas` still names all
 * that the resource has.
 */
export function project(type: ResourceType, resource: ScimObject, projection: Projection): ScimObject {
  if (projection.kind === 'all') return resource;
  const known = attributesOf(type, null);
  const entries = Object.entries(resource).flatMap(([key, value]) => {
    const always = known.get(key.toLowerCase())?.returned === 'always';
    const shown = always ? value : show(projection, key.toLowerCase(), value, key.includes(':') ? ':' : '.');
    return shown === undefined ? [] : [[key, shown] as const];
  });
  return Object.fromEntries(entries);
}

/** What is shown of the value at a path; parts stand behind the joint. Undefined: nothing. */
function show({ kind, names }: Projection, path: string, value: unknown, joint: string): unknown {
  if (names.has(path)) return kind === 'only' ? value : undefined;
  if (!hasBelow(names, path + joint)) return kind === 'only' ? undefined : value;
  if (!Array.isArray(value)) return showParts({ kind, names }, path + joint, value);
  const values = value.map((each) => showParts({ kind, names }, path + joint, each));
  return values.filter((each) => each !== undefined);
}

function showParts(projection: Projection, path: string, value: unknown): unknown {
  if (!isObject(value)) return projection.kind === 'only' ? undefined : value;
  const entries = Object.entries(value).flatMap(([key, part]) => {
    const shown = show(projection, path + key.toLowerCase(), part, '.');
    return shown === undefined ? [] : [[key, shown] as const];
  });
  return entries.length > 0 ? Object.fromEntries(entries) : undefined;
}

function hasBelow(names: ReadonlySet<string>, start: string): boolean {
  for (const name of names) if (name.startsWith(start)) return true;
  return false;
}

function readNames(type: ResourceType, sent: unknown, toPath: (name: string) => string): ReadonlySet<string> {
  const texts: readonly unknown[] = Array.isArray(sent) ? sent : [sent ?? ''];
  if (!texts.every((text) => typeof text === 'string'))
    return refuseScim('invalidValue', 'Names of attributes are texts.');
  const names = texts.flatMap((text) => text.split(',')).map((name) => name.trim());
  const given = names.filter((name) => name !== '');
  if (given.length > maximumNames) refuseScim('invalidValue', `Name at most ${maximumNames} attributes.`);
  return new Set(given.map((name) => readName(type, toPath(name))));
}

function readName(type: ResourceType, name: string): string {
  const path = readAttributePath(name);
  if (!path) return refuseScim('invalidValue', 'Name attributes like userName or name.familyName.');
  const own = path.schema !== null && isSchema(path.schema, coreSchemas[type]);
  return (own && path.schema !== null ? name.slice(path.schema.length + 1) : name).toLowerCase();
}
