import { liftOwnAttributes } from './own-attributes';
import { readResource } from './read-resource';
import { readIdentifier } from './read-user';
import { findKey, isObject, type ScimObject } from './read-value';
import { refuseScim } from './scim-error';

/** What of a group decides here; the rest stands in `resource`, which holds no members. */
export interface GroupInput {
  readonly displayName: string;
  readonly externalId: string | null;
  /** Ids of users, each once, as they were sent: whether they exist is for the database to say. */
  readonly members: readonly string[];
  readonly resource: ScimObject;
}

/** Reads a group as POST and PUT send it. Entra ID sends none of its members and a schema of Microsoft's beside. */
export function readGroup(body: unknown): GroupInput {
  const resource = readResource('Group', body);
  const sent = isObject(body) ? liftOwnAttributes('Group', body) : {};
  const members = readMemberIds(sent[findKey(sent, 'members') ?? 'members']);
  return { ...describeGroup(resource), members };
}

/** What a group's resource says, also after a PATCH. */
export function describeGroup(resource: ScimObject): Omit<GroupInput, 'members'> {
  return {
    displayName: readIdentifier('displayName', resource.displayName) ?? '',
    externalId: readIdentifier('externalId', resource.externalId),
    resource,
  };
}

/** The ids among members as directories send them: a list or one, objects or plain texts, `$ref` and names beside. */
export function readMemberIds(value: unknown): readonly string[] {
  if (value === null || value === undefined) return [];
  const entries: readonly unknown[] = Array.isArray(value) ? value : [value];
  return [...new Set(entries.map(readMemberId))];
}

function readMemberId(entry: unknown): string {
  const key = isObject(entry) ? findKey(entry, 'value') : null;
  const id = isObject(entry) && key !== null ? entry[key] : entry;
  if (typeof id === 'string' && /^[\x21-\x7e]{1,100}$/.test(id)) return id;
  return refuseScim('invalidValue', '“members” must each have the id of a user as their “value”.');
}
