import type { Ctx } from '@/lib/authz/context';
import { isRetryable } from '@/lib/db';
import { isDirectoryGone } from '@/lib/scim/directory-gone';
import { recordRequest, type ScimRequest } from '@/lib/scim/record-request';
import type { ScimAnswer, ScimCall, ScimHandler } from './scim-call';
import { noDirectory, type ScimRefusal, toAnswer } from './scim-errors';

/** Has a call done; whoever is the victim of a deadlock has changed nothing, and is done once more. */
export function runCall(handle: ScimHandler, call: ScimCall): Promise<ScimAnswer> {
  return handle(call).catch((error: unknown) => (isRetryable(error) ? handle(call) : Promise.reject(error)));
}

export interface RefusedCall {
  /** As the log shows it. */
  readonly request: ScimRequest;
  /** What was sent; null: nothing was read. */
  readonly body: unknown;
  /** Of the resource that the path names; null: of none, or it was not read. */
  readonly id: string | null;
}

/**
 * The answer to a call that is refused, which stands in the directory's log with whom it was about. Where that log is gone,
 * so is what was asked, and the answer is that to the next request.
 */
export async function refuseCall(
  ctx: Ctx,
  { request, body, id }: RefusedCall,
  refused: ScimRefusal,
): Promise<ScimAnswer> {
  const { status, scimType, detail } = refused;
  const entry = { status, scimType, detail, subject: subjectOf(body), outcome: null };
  try {
    await recordRequest(ctx.db, ctx, { request, entry, aboutId: id });
    return toAnswer(refused);
  } catch (error) {
    if (!isDirectoryGone(error)) throw error;
    return toAnswer(noDirectory);
  }
}

/** What a body that is refused calls whom it is about. */
function subjectOf(body: unknown): string | null {
  const { userName, displayName } = Object(body) as Record<string, unknown>;
  const name = [userName, displayName].find((each) => typeof each === 'string');
  return typeof name === 'string' ? name.slice(0, 320).replaceAll('\0', '').toWellFormed() : null;
}
