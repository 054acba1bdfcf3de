import { isObject, type ScimObject } from './read-value';

/**
 * The members of an object without those that are unassigned, and without passwords at any depth: also in an extension, or
 * behind the URN of a schema, where no definition says that they must not be kept.
 */
export function entriesWithoutPasswords(object: ScimObject): readonly (readonly [string, unknown])[] {
  return Object.entries(object)
    .filter(([key]) => !isOfPassword(key))
    .map(([key, value]) => [key, withoutPasswords(value)] as const)
    .filter(([, value]) => value !== undefined);
}

/** Undefined: nothing else was there. */
function withoutPasswords(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutPasswords).filter((each) => each !== undefined);
  if (!isObject(value)) return value;
  const kept = entriesWithoutPasswords(value);
  return kept.length > 0 ? Object.fromEntries(kept) : undefined;
}

function isOfPassword(name: string): boolean {
  return /(?:^|[:.])password$/i.test(name);
}
