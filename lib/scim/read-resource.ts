import type { AttributeDefinition } from './attribute';
import { foldCase } from './fold-case';
import { entriesWithoutPasswords } from './forget-passwords';
import { liftOwnAttributes } from './own-attributes';
import { checkLength, composeParts, entriesOf, isObject, readValue, type ScimObject } from './read-value';
import { attributesOf, coreSchemas, enterpriseSchema, isSchema, type ResourceType } from './schema';
import { refuseScim } from './scim-error';

/** A user has one of each type, so that `emails[type eq "work"]` says which one (Entra ID). */
const oneOfEachType: readonly string[] = ['emails', 'phoneNumbers', 'ims', 'photos', 'addresses'];

/** Of a resource as JSON, without a group's members: a page of a thousand has to fit into memory. */
const mostCharacters = 131_072;

/**
 * Reads a resource as POST and PUT send it (RFC 7644 sections 3.3 and 3.5.1): known attributes checked and in their
 * canonical case, unknown ones kept; what is read-only, the password and a group's members are left out. `schemas` says
 * afterwards what is there. Refuses what is wrong with 400.
 */
export function readResource(type: ResourceType, body: unknown): ScimObject {
  if (!isObject(body)) return refuseScim('invalidSyntax', 'Send a JSON object.');
  const known = attributesOf(type, null);
  const resource: Record<string, unknown> = {};
  for (const [key, value] of entriesOf(liftOwnAttributes(type, body), 'the resource')) {
    const attribute = known.get(key.toLowerCase()) ?? null;
    if (attribute?.name === 'schemas') checkSchemas(type, value);
    if (!isKept(attribute)) continue;
    const extension = attribute ? null : extensionName(type, key);
    resource[attribute?.name ?? extension ?? key] = extension
      ? readExtension(type, extension, value)
      : readValue(attribute, key, value);
  }
  return finishResource(type, resource);
}

/**
 * A resource as it is stored: without what is unassigned and without passwords, `schemas` in line with its extensions,
 * what is required there, one primary value at most, one of each type, and not too large.
 */
export function finishResource(type: ResourceType, resource: ScimObject): ScimObject {
  const assigned = entriesWithoutPasswords(resource).filter(([key]) => key !== 'schemas');
  const extensions = assigned.filter(([key, value]) => key.includes(':') && isObject(value));
  const finished: ScimObject = {
    schemas: [coreSchemas[type], ...extensions.map(([key]) => key)],
    ...Object.fromEntries(assigned),
  };
  for (const attribute of attributesOf(type, null).values())
    if (attribute.required && isBlank(finished[attribute.name]))
      refuseScim('invalidValue', `“${attribute.name}” is required.`);
  for (const [key, value] of assigned) if (Array.isArray(value)) checkList(key, value);
  if (JSON.stringify(finished).length > mostCharacters)
    refuseScim('invalidValue', `A resource has at most ${mostCharacters} characters.`);
  return finished;
}

/** The name under which an extension is kept, or null: the key does not name one. */
export function extensionName(type: ResourceType, key: string): string | null {
  if (!key.includes(':')) return null;
  return type === 'User' && isSchema(key, enterpriseSchema) ? enterpriseSchema : key;
}

function isKept(attribute: AttributeDefinition | null): boolean {
  if (attribute?.name === 'members') return false;
  return attribute?.mutability !== 'readOnly' && attribute?.mutability !== 'writeOnly';
}

/** Directories name schemas of their own beside the resource's; one that names none has told by the address. */
function checkSchemas(type: ResourceType, value: unknown): void {
  const urns: readonly unknown[] = Array.isArray(value) ? value : [value];
  if (!urns.some((urn) => typeof urn === 'string' && isSchema(urn, coreSchemas[type])))
    refuseScim('invalidSyntax', `“schemas” must name ${coreSchemas[type]}.`);
}

function readExtension(type: ResourceType, schema: string, value: unknown): unknown {
  const known = attributesOf(type, schema);
  if (known.size === 0 || value === null) return readValue(null, schema, value);
  if (!isObject(value)) return refuseScim('invalidValue', `“${schema}” must be an object.`);
  const parts = entriesOf(value, schema).map(([key, part]) => {
    const attribute = known.get(key.toLowerCase()) ?? null;
    return [attribute?.name ?? key, readValue(attribute, key, part)] as const;
  });
  return composeParts(null, Object.fromEntries(parts));
}

function checkList(name: string, list: readonly unknown[]): void {
  checkLength(name, list);
  const values = list.filter(isObject);
  if (values.filter((value) => value.primary === true).length > 1)
    refuseScim('invalidValue', `Only one of “${name}” can be primary.`);
  if (!oneOfEachType.includes(name)) return;
  const types = values.flatMap((value) => (typeof value.type === 'string' ? [foldCase(value.type)] : []));
  const repeated = types.find((each, index) => types.indexOf(each) !== index);
  if (repeated !== undefined)
    refuseScim('invalidValue', `Only one of “${name}” can be of type “${repeated}”.`);
}

function isBlank(value: unknown): boolean {
  return typeof value !== 'string' || value.trim() === '';
}
