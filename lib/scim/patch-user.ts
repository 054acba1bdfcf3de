import { authorizeDirectory } from '../authz/authorize';
import type { Ctx } from '../authz/context';
import { changeUser } from './change-user';
import { mapUser } from './map-user';
import { applyPatch, type PatchOperation } from './patch';
import { describeUser } from './read-user';
import type { ScimRequest } from './record-request';
import { readSwitch, switchUser } from './switch-user';
import type { UserRecord } from './user-record';

export interface PatchUserInput {
  readonly userId: string;
  readonly operations: readonly PatchOperation[];
  readonly ifMatch: string | null;
  readonly request: ScimRequest;
}

/**
 * Changes parts of a user of the acting directory (RFC 7644 section 3.5.2), all of them or none, and the member follows.
 * To turn somebody on or off, which directories do most, is one statement. Refuses like `replaceUser`.
 */
export async function patchUser(ctx: Ctx, input: PatchUserInput): Promise<UserRecord> {
  const actor = authorizeDirectory(ctx);
  const { operations, ...change } = input;
  const active = readSwitch(operations);
  const switched =
    active !== null && change.ifMatch === null && (await switchUser(ctx, actor, { ...change, active }));
  if (switched) return switched;
  const next = (resource: UserRecord['resource']) =>
    mapUser(describeUser(applyPatch('User', resource, operations)), actor.attributeMapping);
  return changeUser(ctx, actor, { ...change, next });
}
