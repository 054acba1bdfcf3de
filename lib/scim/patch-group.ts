import { authorizeDirectory } from '../authz/authorize';
import type { Ctx } from '../authz/context';
import { changeGroup } from './change-group';
import { splitGroupPatch } from './group-patch';
import type { GroupRecord } from './group-record';
import { moveMembers } from './move-members';
import { applyPatch, type PatchOperation } from './patch';
import { describeGroup } from './read-group';
import type { ScimRequest } from './record-request';

export interface PatchGroupInput {
  readonly groupId: string;
  readonly operations: readonly PatchOperation[];
  readonly ifMatch: string | null;
  readonly request: ScimRequest;
  readonly withMembers: boolean;
  /** What it is answered with. */
  readonly status: 200 | 204;
}

/**
 * Changes parts of a group of the acting directory (RFC 7644 section 3.5.2), all of them or none. Its members are never read to
 * add or remove some: of a group that gives no role that is one statement. Refuses like `replaceGroup`.
 */
export async function patchGroup(ctx: Ctx, input: PatchGroupInput): Promise<GroupRecord> {
  const actor = authorizeDirectory(ctx);
  const { operations, ...change } = input;
  const { members, rest } = splitGroupPatch(operations);
  const isPlain = rest.length === 0 && change.ifMatch === null && !change.withMembers;
  const moved = members && isPlain ? await moveMembers(ctx, actor, { ...change, members }) : null;
  if (moved) return moved;
  const next = (resource: GroupRecord['resource']) => describeGroup(applyPatch('Group', resource, rest));
  return changeGroup(ctx, actor, { ...change, next, members });
}
