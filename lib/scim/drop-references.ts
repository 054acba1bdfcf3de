import { authorizeDirectory } from '../authz/authorize';
import type { Ctx } from '../authz/context';
import { changeUser } from './change-user';
import { mapUser } from './map-user';
import { finishResource } from './read-resource';
import { describeUser } from './read-user';
import { isObject, type ScimObject } from './read-value';
import type { ScimRequest } from './record-request';
import { ScimError } from './scim-error';
import type { UserRecord } from './user-record';

export interface DropReferencesInput {
  readonly userId: string;
  /** Ids of nobody. */
  readonly lost: readonly string[];
  /** That named them. */
  readonly request: ScimRequest;
  /** What it was answered with. */
  readonly status: number;
}

/**
 * Takes out of a user of the acting directory what names those whom a bulk request was to create and could not: a manager,
 * say, with all that is said of them. The log says so. Null: the user is gone, too.
 */
export async function dropReferences(ctx: Ctx, input: DropReferencesInput): Promise<UserRecord | null> {
  const actor = authorizeDirectory(ctx);
  const { lost, ...change } = input;
  const next = (resource: UserRecord['resource']) =>
    mapUser(describeUser(withoutReferences(resource, new Set(lost))), actor.attributeMapping);
  const dropped = { ...change, ifMatch: null, next, outcome: 'reference_dropped' } as const;
  return changeUser(ctx, actor, dropped).catch((error: unknown) => {
    if (error instanceof ScimError && error.status === 404) return null;
    throw error;
  });
}

/** Whoever calls themselves by the id of nobody goes on being called so. */
function withoutReferences(resource: ScimObject, lost: ReadonlySet<string>): ScimObject {
  const kept = without(resource, lost);
  return finishResource('User', { ...(isObject(kept) && kept), userName: resource.userName });
}

/** Undefined: it is a reference to one of them, or nothing is left. */
function without(value: unknown, lost: ReadonlySet<string>): unknown {
  if (typeof value === 'string') return lost.has(value) ? undefined : value;
  if (Array.isArray(value)) {
    const kept = value.map((each) => without(each, lost)).filter((each) => each !== undefined);
    return kept.length > 0 ? kept : undefined;
  }
  if (!isObject(value)) return value;
  if ([value.value, value.$ref].some((id) => typeof id === 'string' && lost.has(id))) return undefined;
  const kept = Object.entries(value).map(([key, part]) => [key, without(part, lost)] as const);
  const said = kept.filter(([, part]) => part !== undefined);
  return said.length > 0 ? Object.fromEntries(said) : undefined;
}
