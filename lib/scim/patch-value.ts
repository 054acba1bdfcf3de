import { isDeepStrictEqual } from 'node:util';
import type { AttributeDefinition } from './attribute';
import type { Filter } from './filter';
import { valueMatches } from './filter-matches';
import {
  checkLength,
  composeParts,
  isObject,
  readElement,
  readParts,
  readValue,
  type ScimObject,
} from './read-value';
import { resolveValueFilter } from './resolve-filter';
import { findSubAttribute } from './schema';
import { refuseScim } from './scim-error';
import { foldValue } from './searched';

/** What is to happen to one attribute. */
export interface Change {
  /** Null: an attribute of the directory's own. */
  readonly attribute: AttributeDefinition | null;
  readonly label: string;
  readonly op: 'add' | 'replace' | 'remove';
  readonly filter: Filter | null;
  readonly sub: string | null;
  readonly value: unknown;
}

/** The value of an attribute after a change; undefined: unassigned. */
export function changeValue(current: unknown, change: Change): unknown {
  const { attribute, filter } = change;
  const isList = attribute ? attribute.multiValued : Array.isArray(current) || filter !== null;
  if (isList) {
    const values = changeList(
      Array.isArray(current) ? current : current === undefined ? [] : [current],
      change,
    );
    checkLength(change.label, values);
    return values.length > 0 ? values : undefined;
  }
  if (filter)
    return refuseScim('invalidPath', `“${change.label}” has one value: a filter cannot choose from it.`);
  return changeSingle(current, change);
}

/** RFC 7644 section 3.5.2: of a complex value, the parts that are named change and the others stay. */
function changeSingle(current: unknown, { attribute, label, op, sub, value }: Change): unknown {
  if (sub !== null) {
    if (attribute ? attribute.type !== 'complex' : !isObject(current ?? {}))
      refuseScim('invalidPath', `“${label}” does not exist: the attribute has no parts.`);
    return composeParts(attribute, {
      ...asObject(current),
      ...partsOf(attribute, label, sub, op === 'remove' ? null : value),
    });
  }
  if (op === 'remove') return undefined;
  const merges = attribute ? attribute.type === 'complex' : isObject(current) && isObject(value);
  if (!merges || isNothing(value)) return readValue(attribute, label, value);
  return composeParts(attribute, { ...asObject(current), ...readParts(attribute, label, value) });
}

function changeList(current: readonly unknown[], change: Change): readonly unknown[] {
  if (change.filter || change.sub !== null) return changeChosen(current, change);
  const { attribute, label, op, value } = change;
  const read = readValue(attribute, label, value);
  const given: readonly unknown[] = Array.isArray(read) ? read : read === undefined ? [] : [read];
  checkLength(label, given);
  if (op === 'replace') return given;
  if (op === 'add') return addAll(attribute, current, given);
  if (isNothing(value)) return [];
  const removed = given.map((each) => foldValue(attribute, each));
  return current.filter((each) => {
    const folded = foldValue(attribute, each);
    return !removed.some((one) => isSame(folded, one));
  });
}

/** What is there already only gains what it lacks (RFC 7644 section 3.5.2.1). */
function addAll(
  attribute: AttributeDefinition | null,
  current: readonly unknown[],
  given: readonly unknown[],
): readonly unknown[] {
  const values = [...current];
  const folded = current.map((each) => foldValue(attribute, each));
  let primary = -1;
  for (const added of given) {
    const same = foldValue(attribute, added);
    const found = folded.findIndex((each) => isSame(each, same));
    const index = found < 0 ? values.length : found;
    const existing = values[index];
    values[index] = isObject(existing) && isObject(added) ? { ...existing, ...added } : added;
    folded[index] = foldValue(attribute, values[index]);
    if (isObject(added) && added.primary === true) primary = index;
  }
  return primary < 0 ? values : withPrimary(values, [primary], { primary: true });
}

/** A part of the values that a filter chooses, or of all. */
function changeChosen(current: readonly unknown[], change: Change): readonly unknown[] {
  const { attribute, op, sub } = change;
  const filter = change.filter && resolveValueFilter(attribute, change.filter);
  const chosen = current.flatMap((each, index) =>
    !filter || valueMatches(attribute, each, filter) ? [index] : [],
  );
  if (sub === null && (op === 'remove' || isNothing(change.value)))
    return current.filter((_, index) => !chosen.includes(index));
  if (chosen.length === 0) return op === 'remove' ? current : createChosen(current, change);
  const parts = readChange(change);
  const changed = current.map((each, index) =>
    chosen.includes(index) ? mergeInto(attribute, each, parts) : each,
  );
  return withPrimary(changed, chosen, parts).filter((each) => each !== undefined);
}

/**
 * Entra ID replaces `emails[type eq "work"].value` where there is none; RFC 7644 section 3.5.2.3 would refuse it. Its
 * parts may come one by one, in any order.
 */
function createChosen(current: readonly unknown[], change: Change): readonly unknown[] {
  if (isNothing(change.value)) return current;
  const parts = readChange(change);
  const created = isObject(parts) ? { ...templateOf(change), ...parts } : parts;
  return withPrimary([...current, created], [current.length], parts);
}

/** The parts to set, or a value without parts; undefined among them unassigns. */
function readChange({ attribute, label, op, sub, value }: Change): unknown {
  if (sub !== null) return partsOf(attribute, label, sub, op === 'remove' ? null : value);
  return attribute || isObject(value)
    ? readParts(attribute, label, value ?? {})
    : readElement(null, label, value);
}

/** What loses a part may have none left. */
function mergeInto(attribute: AttributeDefinition | null, existing: unknown, parts: unknown): unknown {
  if (!isObject(parts)) return parts;
  const merged = { ...asObject(existing), ...parts };
  return Object.values(parts).includes(undefined) ? composeParts(attribute, merged) : merged;
}

function partsOf(
  attribute: AttributeDefinition | null,
  label: string,
  sub: string,
  value: unknown,
): ScimObject {
  const known = attribute && findSubAttribute(attribute, sub);
  return readParts(attribute, label, { [known?.name ?? sub]: value });
}

/** A new value to which the filter applies: only one of nothing but `eq` tells what that would be. */
function templateOf({ attribute, label, filter }: Change): ScimObject {
  const filters = filter?.kind === 'and' ? filter.filters : filter ? [filter] : [];
  const parts = filters.map((each) => {
    if (each.kind !== 'compare' || each.operator !== 'eq')
      return refuseScim('noTarget', `No value of “${label}” fits the filter of the path.`);
    return [each.path.name, each.value] as const;
  });
  return readParts(attribute, label, Object.fromEntries(parts));
}

/** Whoever is made primary takes it from the others (RFC 7644 section 3.5.2). */
function withPrimary(
  values: readonly unknown[],
  changed: readonly number[],
  parts: unknown,
): readonly unknown[] {
  if (!isObject(parts) || parts.primary !== true) return values;
  return values.map((each, index) =>
    isObject(each) && each.primary === true && !changed.includes(index) ? { ...each, primary: false } : each,
  );
}

/** Whether a folded value is the given one: by its `value`, and its type where one is given; else by everything. */
function isSame(existing: unknown, given: unknown): boolean {
  if (!isObject(existing) || !isObject(given) || given.value === undefined)
    return isDeepStrictEqual(existing, given);
  return existing.value === given.value && (given.type === undefined || existing.type === given.type);
}

/** What directories send for “none”. */
function isNothing(value: unknown): boolean {
  return value === undefined || value === null || value === '';
}

function asObject(value: unknown): ScimObject {
  return isObject(value) ? value : {};
}
