import type { AttributeDefinition } from './attribute';
import { findSubAttribute } from './schema';
import { refuseScim } from './scim-error';

/** A resource, or a part of one: JSON. */
export type ScimObject = Readonly<Record<string, unknown>>;

const maximumDepth = 8;
const maximumValues = 500;
const forbiddenNames = new Set(['__proto__', 'constructor', 'prototype']);

/**
 * Reads the value of an attribute as it was sent: of the right type, names in their canonical case, string booleans as
 * booleans (Entra ID), a text for `{value: text}` and one value for a list of it, without what is read-only or says
 * nothing. Undefined: null, an empty list and the like, which all mean unassigned (RFC 7643 section 2.5). Without a
 * definition the value is kept as it is.
 */
export function readValue(attribute: AttributeDefinition | null, label: string, value: unknown): unknown {
  if (value === null || value === undefined) return undefined;
  if (!attribute) return readUnknown(label, value);
  if (!attribute.multiValued) return readSingle(attribute, label, value);
  const sent: readonly unknown[] = Array.isArray(value) ? value : [value];
  checkLength(label, sent);
  const values = sent.map((each) => readElement(attribute, label, each));
  return nothingIfEmpty(withoutRepeats(values.filter((each) => each !== undefined)));
}

/** Reads one value of a list, or the only one of another attribute. */
export function readElement(attribute: AttributeDefinition | null, label: string, value: unknown): unknown {
  if (value === null || value === undefined) return undefined;
  return attribute ? readSingle(attribute, label, value) : readUnknown(label, value);
}

/**
 * The parts of a complex value; undefined for what is to be unassigned. A text stands for its `value`, and a list of one
 * for that one where there is one at most (Microsoft's guide writes a manager so).
 */
export function readParts(
  attribute: AttributeDefinition | null,
  label: string,
  value: unknown,
): Readonly<Record<string, unknown>> {
  const only = attribute?.multiValued === false && Array.isArray(value) && value.length === 1;
  const one: unknown = only ? value[0] : value;
  const named = typeof one === 'string' && hasValue(attribute) ? { value: one } : one;
  if (!isObject(named)) return refuseScim('invalidValue', `“${label}” must be an object.`);
  const parts: Record<string, unknown> = {};
  for (const [key, part] of entriesOf(named, label)) {
    const known = attribute && findSubAttribute(attribute, key);
    if (known?.mutability === 'readOnly') continue;
    const read = readValue(known, `${label}.${key}`, part);
    parts[known?.name ?? key] = known?.name === 'value' && read === '' ? undefined : read;
  }
  return parts;
}

/**
 * A value without its unassigned parts. Undefined where nothing is left: no `value` any more, and of one in a list no
 * more than what it would be for.
 */
export function composeParts(
  attribute: AttributeDefinition | null,
  parts: ScimObject,
): ScimObject | undefined {
  const assigned = Object.entries(parts).filter(([, part]) => part !== undefined);
  if (attribute && Object.hasOwn(parts, 'value') && parts.value === undefined) return undefined;
  const telling = attribute?.multiValued
    ? assigned.filter(([key]) => key !== 'type' && key !== 'primary')
    : assigned;
  return telling.length > 0 ? Object.fromEntries(assigned) : undefined;
}

/** The members of an object; refuses names that differ in case alone, or that a program could trip over. */
export function entriesOf(value: ScimObject, label: string): readonly (readonly [string, unknown])[] {
  const seen = new Set<string>();
  checkLength(label, Object.keys(value));
  return Object.entries(value).map(([key, part]) => {
    const folded = key.toLowerCase();
    if (seen.has(folded)) refuseScim('invalidSyntax', `“${key}” stands twice in ${label}.`);
    if (!isName(key)) refuseScim('invalidSyntax', `“${key.toWellFormed()}” is no name of an attribute.`);
    seen.add(folded);
    return [key, part] as const;
  });
}

/** What a message of the protocol says, by names in lower case: they are compared without it. */
export function membersOf(message: ScimObject): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    entriesOf(message, 'the message').map(([key, value]) => [key.toLowerCase(), value]),
  );
}

/** Of a list or an object. Nobody has so many telephones; a group's members are read elsewhere. */
export function checkLength(label: string, values: readonly unknown[]): void {
  if (values.length > maximumValues)
    refuseScim('invalidValue', `“${label}” has at most ${maximumValues} values.`);
}

/** False for names that mean something to JavaScript, or that a database cannot keep. */
export function isName(name: string): boolean {
  return name !== '' && !forbiddenNames.has(name.toLowerCase()) && isStorable(name);
}

export function isObject(value: unknown): value is ScimObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The name under which an object holds what is called `name` in any case. */
export function findKey(object: ScimObject, name: string): string | null {
  if (Object.hasOwn(object, name)) return name;
  const folded = name.toLowerCase();
  return Object.keys(object).find((key) => key.toLowerCase() === folded) ?? null;
}

/** What an object itself holds under a name that somebody sent; what `toString` is to every object is nothing. */
export function findOwn<T>(object: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(object, name) ? object[name] : undefined;
}

function nothingIfEmpty(values: readonly unknown[]): readonly unknown[] | undefined {
  return values.length > 0 ? values : undefined;
}

function readSingle(attribute: AttributeDefinition, label: string, value: unknown): unknown {
  switch (attribute.type) {
    case 'complex':
      return value === '' ? undefined : composeParts(attribute, readParts(attribute, label, value));
    case 'boolean':
      return readBoolean(label, value);
    default:
      return readText(label, value);
  }
}

/** Entra ID sends "True" and "False". */
function readBoolean(label: string, value: unknown): boolean {
  if (typeof value === 'boolean') return value;
  const text = typeof value === 'string' ? value.toLowerCase() : '';
  if (text !== 'true' && text !== 'false') refuseScim('invalidValue', `“${label}” must be true or false.`);
  return text === 'true';
}

function readText(label: string, value: unknown): string {
  if (typeof value !== 'string') return refuseScim('invalidValue', `“${label}” must be a text.`);
  if (!isStorable(value)) refuseScim('invalidValue', `“${label}” holds a character that is none.`);
  return value;
}

function readUnknown(label: string, value: unknown, depth = 1): unknown {
  if (depth > maximumDepth)
    refuseScim('invalidValue', `“${label}” is more than ${maximumDepth} levels deep.`);
  if (typeof value === 'string') return readText(label, value);
  if (typeof value === 'number' && !Number.isFinite(value))
    refuseScim('invalidValue', `“${label}” is too large a number.`);
  if (Array.isArray(value)) {
    const values = value.map((each) => readUnknown(label, each, depth + 1));
    return nothingIfEmpty(values.filter((each) => each !== undefined));
  }
  if (!isObject(value)) return value ?? undefined;
  const parts = entriesOf(value, label).map(
    ([key, part]) => [key, readUnknown(`${label}.${key}`, part, depth + 1)] as const,
  );
  return composeParts(null, Object.fromEntries(parts));
}

function withoutRepeats(values: readonly unknown[]): readonly unknown[] {
  return [...new Map(values.map((value) => [JSON.stringify(value), value])).values()];
}

function hasValue(attribute: AttributeDefinition | null): boolean {
  return attribute?.subAttributes?.some((part) => part.name === 'value') ?? false;
}

/** PostgreSQL keeps neither NUL nor half a character. */
export function isStorable(text: string): boolean {
  return text.isWellFormed() && !text.includes('\0');
}
