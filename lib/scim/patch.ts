import type { AttributeDefinition } from './attribute';
import { type AttributePath, parseValuePath, readAttributePath, type ValuePath } from './filter';
import { liftOwnAttributes } from './own-attributes';
import { type Change, changeValue } from './patch-value';
import { extensionName, finishResource } from './read-resource';
import {
  checkLength,
  composeParts,
  entriesOf,
  findKey,
  findOwn,
  isName,
  isObject,
  membersOf,
  type ScimObject,
} from './read-value';
import { attributesOf, coreSchemas, findAttribute, isSchema, type ResourceType } from './schema';
import { refuseScim } from './scim-error';

export interface PatchOperation {
  readonly op: 'add' | 'replace' | 'remove';
  /** Null: `value` names what it changes. */
  readonly path: string | null;
  readonly value: unknown;
}

const patchSchema = 'urn:ietf:params:scim:api:messages:2.0:PatchOp';
const maximumOperations = 1000;
const maximumValues = 2000;
/** Each is made with every value of its attribute. */
const maximumComparisons = 500;
/** Characters of JSON: each operation and each comparison may go through all that is there by then. */
const maximumWork = 32_000_000;
/** What directories send back with a resource that they have read (Okta renames a group with its id). */
const echoed: readonly string[] = ['id', 'meta', 'schemas'];

/** Reads the body of a PATCH (RFC 7644 section 3.5.2): `op` in any case, as Entra ID writes it; no operation is none. */
export function readPatch(body: unknown): readonly PatchOperation[] {
  if (!isObject(body)) return refuseScim('invalidSyntax', 'Send a JSON object with “Operations”.');
  const parts = membersOf(body);
  const { schemas, operations } = parts;
  if (schemas !== undefined && !(Array.isArray(schemas) && schemas.some(isPatchSchema)))
    return refuseScim('invalidSyntax', `“schemas” must name ${patchSchema}.`);
  if (!Array.isArray(operations)) return refuseScim('invalidSyntax', '“Operations” must be a list.');
  if (operations.length > maximumOperations)
    return refuseScim('invalidValue', `A PATCH has at most ${maximumOperations} operations.`);
  return operations.map(readOperation);
}

/**
 * The resource after all operations, in their order; the given one is not changed, so that a refusal changes nothing.
 * RFC 7644 section 3.5.2, and beyond it what directories rely on: a `replace` that finds no value makes one out of its
 * filter (Entra ID), a `remove` of what is not there does nothing, and a `remove` with values takes away those alone
 * (Entra ID). A group's members are not in here: see group-patch.ts.
 */
export function applyPatch(
  type: ResourceType,
  resource: ScimObject,
  operations: readonly PatchOperation[],
): ScimObject {
  if (operations.reduce((sum, { value }) => sum + sizeOf(value), 0) > maximumValues)
    refuseScim(
      'invalidValue',
      `A PATCH has at most ${maximumValues} values: send the others in another one.`,
    );
  if (operations.reduce((sum, operation) => sum + comparisonsOf(operation), 0) > maximumComparisons)
    refuseScim(
      'invalidValue',
      `A PATCH has at most ${maximumComparisons} comparisons in its paths: send the others in another one.`,
    );
  if (workOf(resource, operations) > maximumWork)
    refuseScim('invalidValue', 'A PATCH of so large a resource has fewer operations: send it in several.');
  const changed = operations.reduce(
    (current, operation) => applyOperation(type, current, operation),
    resource,
  );
  if (operations.length === 0) return resource;
  for (const [key, value] of Object.entries(changed)) checkTelling(findAttribute(type, ownPath(key)), value);
  return finishResource(type, changed);
}

/** How many values an operation has: the work of each grows with the resource. */
function sizeOf(value: unknown): number {
  if (Array.isArray(value)) return value.length;
  return isObject(value) ? Object.values(value).reduce<number>((sum, part) => sum + sizeOf(part), 0) : 1;
}

/** How many comparisons stand in the brackets of its paths at most: none has less than three words. */
function comparisonsOf({ path, value }: Pick<PatchOperation, 'path' | 'value'>): number {
  const own = path?.includes('[') ? Math.ceil(path.split(/[ \t]+/).length / 3) : 0;
  if (!isObject(value)) return own;
  const parts = Object.entries(value).map(([key, part]) => comparisonsOf({ path: key, value: part }));
  return parts.reduce((sum, each) => sum + each, own);
}

function workOf(resource: ScimObject, operations: readonly PatchOperation[]): number {
  let size = JSON.stringify(resource).length;
  let work = 0;
  for (const operation of operations) {
    size += JSON.stringify(operation).length;
    work += size * (1 + comparisonsOf(operation));
  }
  return work;
}

/** A value that was made out of a filter must have become one by the end. */
function checkTelling(attribute: AttributeDefinition | null, values: unknown): void {
  if (!attribute?.multiValued || !Array.isArray(values)) return;
  if (values.some((value) => isObject(value) && !composeParts(attribute, value)))
    refuseScim('noTarget', `No value of “${attribute.name}” fits the filter of the path.`);
}

function ownPath(name: string): AttributePath {
  return { schema: null, name, sub: null };
}

function readOperation(sent: unknown): PatchOperation {
  if (!isObject(sent)) return refuseScim('invalidSyntax', 'Each operation must be an object.');
  const { op, path = null, value } = membersOf(sent);
  const name = typeof op === 'string' ? op.toLowerCase() : '';
  if (name !== 'add' && name !== 'replace' && name !== 'remove')
    return refuseScim('invalidSyntax', '“op” must be add, replace or remove.');
  if (path !== null && typeof path !== 'string') return refuseScim('invalidPath', '“path” must be a text.');
  if (name === 'remove' && path === null)
    return refuseScim('noTarget', 'A remove needs a “path”: say what to remove.');
  if (name !== 'remove' && value === undefined)
    return refuseScim('invalidValue', `“${name}” needs a “value”.`);
  return { op: name, path, value: path === null ? onlyOf(value) : value };
}

/** The SCIM SDK of Java sends a list of one resource where there is no path. */
function onlyOf(value: unknown): unknown {
  return Array.isArray(value) && value.length === 1 ? value[0] : value;
}

function isPatchSchema(urn: unknown): boolean {
  return typeof urn === 'string' && isSchema(urn, patchSchema);
}

function applyOperation(type: ResourceType, resource: ScimObject, operation: PatchOperation): ScimObject {
  const { op, path, value } = operation;
  if (path === null || isSchema(path, coreSchemas[type])) return applyAll(type, resource, op, null, value);
  const extension = findExtension(type, resource, path, value);
  if (extension === null) return applyAt(type, resource, parseValuePath(path), { op, value });
  if (op !== 'remove' && value !== null) return applyAll(type, resource, op, extension, value);
  return without(resource, extension);
}

/** Each member of an object is a path and its value, below an extension or not. */
function applyAll(
  type: ResourceType,
  resource: ScimObject,
  op: PatchOperation['op'],
  schema: string | null,
  value: unknown,
): ScimObject {
  if (op === 'remove') return refuseScim('noTarget', 'Say which attributes to remove.');
  if (!isObject(value)) return refuseScim('invalidValue', 'Without a “path”, “value” must be an object.');
  const sent = schema === null ? liftOwnAttributes(type, value) : value;
  return entriesOf(sent, '“value”').reduce((current, [key, part]) => {
    if (schema === null && echoed.includes(key.toLowerCase())) return current;
    const nested = schema === null ? findExtension(type, current, key, part) : null;
    if (nested) return applyOperation(type, current, { op, path: nested, value: part });
    const target = parseValuePath(key);
    const path = schema === null ? target.path : { ...target.path, schema };
    return applyAt(type, current, { ...target, path }, { op, value: part });
  }, resource);
}

/**
 * The extension that a path or a key names as a whole: a known one, one that the resource has, or a URN of the
 * directory's own before an object (`urn:example:2.0:User` would else be the attribute User).
 */
function findExtension(
  type: ResourceType,
  resource: ScimObject,
  name: string,
  value: unknown,
): string | null {
  if (!name.includes(':') || name.includes('[') || isSchema(name, coreSchemas[type])) return null;
  const key = findKey(resource, name);
  if (key !== null || attributesOf(type, name).size > 0) return key ?? extensionName(type, name);
  const path = readAttributePath(name);
  const known =
    path?.schema != null && (attributesOf(type, path.schema).size > 0 || findKey(resource, path.schema));
  return isObject(value) && !known ? name : null;
}

/** Changes what stands at a path; refuses what is read-only, and forgets a password. */
function applyAt(
  type: ResourceType,
  resource: ScimObject,
  target: ValuePath,
  change: Pick<PatchOperation, 'op' | 'value'>,
): ScimObject {
  const { path, filter } = target;
  const attribute = findAttribute(type, { ...path, sub: null });
  const part = findAttribute(type, path);
  if (attribute?.mutability === 'writeOnly') return resource;
  if (attribute?.mutability === 'readOnly' || part?.mutability === 'readOnly')
    return refuseScim('mutability', `“${labelOf(path)}” is read-only.`);
  const own = path.schema === null || isSchema(path.schema, coreSchemas[type]);
  const schema = own ? null : keyIn(resource, extensionName(type, path.schema ?? '') ?? '');
  const found = schema === null ? resource : resource[schema];
  const container = isObject(found) ? found : {};
  const key = attribute?.name ?? keyIn(container, path.name);
  const { op, value } = change;
  const plan: Change = { attribute, label: labelOf(path), op, filter, sub: path.sub, value };
  const next = changeValue(findOwn(container, key), plan);
  if (next === undefined) checkRemovable(attribute);
  const changed = next === undefined ? without(container, key) : { ...container, [key]: next };
  checkLength(schema ?? 'the resource', Object.keys(changed));
  if (schema === null) return changed;
  return Object.keys(changed).length > 0 ? { ...resource, [schema]: changed } : without(resource, schema);
}

/** RFC 7644 section 3.5.2.2. Whether somebody is active is always said: to forget it would let them in. */
function checkRemovable(attribute: AttributeDefinition | null): void {
  if (attribute?.required) refuseScim('mutability', `“${attribute.name}” is required.`);
  if (attribute?.name === 'active') refuseScim('invalidValue', '“active” must be true or false.');
}

function keyIn(object: ScimObject, name: string): string {
  if (!isName(name)) refuseScim('invalidPath', `“${name}” is no name of an attribute.`);
  return findKey(object, name) ?? name;
}

function without(object: ScimObject, key: string): ScimObject {
  return Object.fromEntries(Object.entries(object).filter(([each]) => each !== key));
}

function labelOf({ name, sub }: AttributePath): string {
  return sub === null ? name : `${name}.${sub}`;
}
