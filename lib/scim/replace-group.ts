import { authorizeDirectory } from '../authz/authorize';
import type { Ctx } from '../authz/context';
import { changeGroup } from './change-group';
import type { GroupRecord } from './group-record';
import type { GroupInput } from './read-group';
import type { ScimRequest } from './record-request';

export interface ReplaceGroupInput {
  readonly groupId: string;
  readonly group: GroupInput;
  readonly ifMatch: string | null;
  readonly request: ScimRequest;
  readonly withMembers: boolean;
}

/**
 * Makes a group of the acting directory exactly what was sent, its members too (RFC 7644 section 3.5.1). One that there is
 * not is refused (404) and never made. Refuses like `createGroup`.
 */
export async function replaceGroup(ctx: Ctx, input: ReplaceGroupInput): Promise<GroupRecord> {
  const actor = authorizeDirectory(ctx);
  const { members, ...next } = input.group;
  const replaced = { replace: members, add: [], remove: [] };
  return changeGroup(ctx, actor, { ...input, next: () => next, members: replaced, status: 200 });
}
