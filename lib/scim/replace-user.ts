import { authorizeDirectory } from '../authz/authorize';
import type { Ctx } from '../authz/context';
import { changeUser } from './change-user';
import { mapUser } from './map-user';
import { describeUser } from './read-user';
import type { ScimObject } from './read-value';
import type { ScimRequest } from './record-request';
import type { UserRecord } from './user-record';

export interface ReplaceUserInput {
  readonly userId: string;
  /** As `readResource` gives it. */
  readonly resource: ScimObject;
  readonly ifMatch: string | null;
  readonly request: ScimRequest;
}

/**
 * Makes a user of the acting directory exactly what was sent (RFC 7644 section 3.5.1), and the member follows; only whether they
 * are active stays as it is where nothing is said of it, since to forget it would let them in. One that there is not is refused
 * (404) and never made. Refuses like `createUser`, and (409) the end of the last admin.
 */
export async function replaceUser(ctx: Ctx, input: ReplaceUserInput): Promise<UserRecord> {
  const actor = authorizeDirectory(ctx);
  const { resource, ...change } = input;
  const next = ({ active }: UserRecord['resource']) =>
    mapUser(describeUser({ active: active !== false, ...resource }), actor.attributeMapping);
  return changeUser(ctx, actor, { ...change, next });
}
