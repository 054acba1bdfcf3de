import { type EmailAddress, parseEmailAddress } from '../users/email-address';
import { readResource } from './read-resource';
import { isObject, type ScimObject } from './read-value';
import { refuseScim } from './scim-error';

/** What of a user decides here; the rest stands in `resource`, which is stored as it is. */
export interface UserInput {
  readonly userName: string;
  readonly externalId: string | null;
  readonly active: boolean;
  /** The address that counts; null: the directory sends none. */
  readonly email: EmailAddress | null;
  readonly names: {
    readonly givenName: string | null;
    readonly familyName: string | null;
    readonly displayName: string | null;
  };
  /** What is kept beside the membership, by the mapping of the directory; null: it says nothing of this. */
  readonly metadata: Readonly<Record<string, string | null>>;
  readonly resource: ScimObject;
}

const maximumLength = 512;

/** Reads a user as POST sends it; who is not said to be inactive is active. */
export function readUser(body: unknown): UserInput {
  return describeUser({ active: true, ...readResource('User', body) });
}

/**
 * What a user's resource says, also after a PATCH. The address that counts is the primary one, else the one for work,
 * else the first, else a userName that is an address. Refuses an address that is none, and names beyond 512 characters.
 */
export function describeUser(resource: ScimObject): UserInput {
  const name = isObject(resource.name) ? resource.name : {};
  return {
    userName: readIdentifier('userName', resource.userName) ?? '',
    externalId: readIdentifier('externalId', resource.externalId),
    active: resource.active !== false,
    email: findEmail(resource),
    names: {
      givenName: textOf(name.givenName),
      familyName: readIdentifier('name.familyName', name.familyName),
      displayName: readIdentifier('displayName', resource.displayName) ?? textOf(name.formatted),
    },
    metadata: {},
    resource,
  };
}

/** A name by which a resource is found, short enough for an index. */
export function readIdentifier(label: string, value: unknown): string | null {
  const text = textOf(value);
  if (text !== null && text.length > maximumLength)
    refuseScim('invalidValue', `“${label}” has at most ${maximumLength} characters.`);
  return text;
}

function findEmail(resource: ScimObject): EmailAddress | null {
  const emails = (Array.isArray(resource.emails) ? resource.emails : [])
    .filter(isObject)
    .filter(({ value }) => typeof value === 'string');
  const chosen =
    emails.find(({ primary }) => primary === true) ??
    emails.find(({ type }) => typeof type === 'string' && type.toLowerCase() === 'work') ??
    emails[0];
  const parsed = parseEmailAddress(String(chosen?.value ?? resource.userName));
  if (typeof parsed !== 'string') return parsed;
  return chosen ? refuseScim('invalidValue', `“emails”: ${parsed}`) : null;
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' && value.trim() !== '' ? value : null;
}
