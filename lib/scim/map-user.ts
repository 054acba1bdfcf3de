import type { DirectoryActor } from '../authz/context';
import { metadataSchema } from '../users/person.schema';
import { readAttributePath } from './filter';
import type { UserInput } from './read-user';
import { findKey, isObject, type ScimObject } from './read-value';

type AttributeMapping = DirectoryActor['attributeMapping'];

/**
 * A user with what the directory's mapping makes of its attributes: our names `given_name`, `family_name` and
 * `display_name` are the member's, any other is kept in the metadata of the membership. A name that the directory says
 * nothing of is the usual one, and metadata is forgotten.
 */
export function mapUser<User extends UserInput>(user: User, mapping: AttributeMapping): User {
  const { given_name, family_name, display_name, ...others } = mapping;
  const read = (path: string | undefined) => (path === undefined ? null : findText(user.resource, path));
  const { names } = user;
  const metadata = Object.entries(others).map(([key, path]) => [key, toMetadata(key, read(path))] as const);
  return {
    ...user,
    names: {
      givenName: read(given_name) ?? names.givenName,
      familyName: read(family_name) ?? names.familyName,
      displayName: read(display_name) ?? names.displayName,
    },
    metadata: Object.fromEntries(metadata),
  };
}

/** What of a user's metadata is said. */
export function saidMetadata({ metadata }: Pick<UserInput, 'metadata'>): Record<string, string> {
  const said = Object.entries(metadata).flatMap(([key, value]) => (value === null ? [] : [[key, value]]));
  return Object.fromEntries(said);
}

/** What is longer than metadata may be is left out, as if it was not said. */
function toMetadata(key: string, text: string | null): string | null {
  return text !== null && metadataSchema.safeParse({ [key]: text }).success ? text : null;
}

/** The text at a path: of the resource itself, or else of an extension, whose URN is longer than a mapping can say. */
function findText(resource: ScimObject, path: string): string | null {
  const read = readAttributePath(path);
  if (!read) return null;
  const extensions = Object.entries(resource).filter(([key]) => key.includes(':'));
  const named = extensions.filter(([key]) => key.toLowerCase() === read.schema?.toLowerCase());
  const places =
    read.schema === null ? [resource, ...extensions.map(([, each]) => each)] : named.map(([, each]) => each);
  for (const place of places) {
    const value = partOf(place, read.name);
    const text = textOf(read.sub === null ? value : partOf(firstOf(value), read.sub));
    if (text !== null) return text;
  }
  return null;
}

function partOf(value: unknown, name: string): unknown {
  const key = isObject(value) ? findKey(value, name) : null;
  return isObject(value) && key !== null ? value[key] : undefined;
}

/** Of a list the primary value, else the first one. */
function firstOf(value: unknown): unknown {
  if (!Array.isArray(value)) return value;
  return value.find((each) => isObject(each) && each.primary === true) ?? value[0];
}

function textOf(value: unknown): string | null {
  const one = firstOf(value);
  const plain = isObject(one) ? one.value : one;
  if (typeof plain === 'number' || typeof plain === 'boolean') return String(plain);
  return typeof plain === 'string' && plain.trim() !== '' ? plain.trim() : null;
}
