import { authorizeDirectory } from '../authz/authorize';
import type { Ctx } from '../authz/context';
import { changeUser } from './change-user';
import { mapUser } from './map-user';
import type { UserInput } from './read-user';
import type { ScimRequest } from './record-request';
import type { UserRecord } from './user-record';

export interface ReplaceUserInput {
  readonly userId: string;
  readonly user: UserInput;
  readonly ifMatch: string | null;
  readonly request: ScimRequest;
}

/**
 * Makes a user of the acting directory exactly what was sent (RFC 7644 section 3.5.1), and the member follows. One that there is
 * not is refused (404) and never made. Refuses like `createUser`, and (409) the end of the last admin.
 */
export async function replaceUser(ctx: Ctx, input: ReplaceUserInput): Promise<UserRecord> {
  const actor = authorizeDirectory(ctx);
  const user = mapUser(input.user, actor.attributeMapping);
  return changeUser(ctx, actor, { ...input, next: () => user });
}
