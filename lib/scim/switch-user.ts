import type { Ctx, DirectoryActor } from '../authz/context';
import { explainSeats } from './explain-seats';
import type { PatchOperation } from './patch';
import { isObject } from './read-value';
import { switchUserSql, type UserSwitch } from './switch-user-sql';
import type { UserRecord } from './user-record';

/**
 * Turns a user of the directory and their member off or on, in one statement; null where there is more to decide, and nothing
 * is written. Its caller has authorised.
 */
export async function switchUser(
  ctx: Ctx,
  actor: DirectoryActor,
  user: UserSwitch,
): Promise<UserRecord | null> {
  const rows = ctx.db.$queryRaw<UserRecord[]>(switchUserSql(ctx, actor, user));
  const [row] = await rows.catch((error: unknown) => explainSeats(ctx, error));
  return row ?? null;
}

/** Whether a PATCH turns somebody on or off and nothing else, however a directory writes it; null: it does something else. */
export function readSwitch(operations: readonly PatchOperation[]): boolean | null {
  const [only, ...more] = operations;
  if (!only || more.length > 0 || only.op === 'remove') return null;
  const changes = only.path === null && isObject(only.value) ? only.value : { [only.path ?? '']: only.value };
  const [[name, value] = ['', null], ...others] = Object.entries(changes);
  if (others.length > 0 || name.toLowerCase() !== 'active') return null;
  if (typeof value === 'boolean') return value;
  const text = typeof value === 'string' ? value.toLowerCase() : '';
  return text === 'true' || text === 'false' ? text === 'true' : null;
}
