import type { DescMethodUnary, DescService, Message } from '@bufbuild/protobuf';
import { create } from '@bufbuild/protobuf';
import { createValidator } from '@bufbuild/protovalidate';
import { Code } from '@connectrpc/connect';
import type { ClientActor, Ctx, TokenHolder } from '@/lib/authz/context';
import { consumeLimits, type Limit } from '@/lib/limits/consume-limits';
import { apiError, toApiError, violationError } from './errors';
import type { Implementation } from './handler';
import { hasNullCharacter } from './null-character';
import { deadlineError } from './until-deadline';

const validator = createValidator();

/** Calls of one credential a minute, and of one person. */
const callsPerMinute = 60_000;
const personalCallsPerMinute = 600;

/**
 * One call, whichever transport it came by: who calls, how often, is it valid, do it. Throws only errors that
 * `errors.ts` made. Validation comes before anything is read or written for the call, and a call that nobody waits for any
 * more is not begun.
 */
export async function invoke(
  implementation: Implementation,
  method: DescMethodUnary,
  ctx: Ctx,
  request: Message,
  signal?: AbortSignal,
): Promise<Message> {
  try {
    const { handler, caller } = admit(implementation, method, ctx);
    await consumeLimits(ctx, [limitOf(caller)]);
    const result = validator.validate(method.input, request);
    if (result.kind === 'error') throw result.error;
    if (result.kind === 'invalid') throw violationError(result.violations, ctx.requestId);
    if (hasNullCharacter(request))
      throw apiError(Code.InvalidArgument, 'Text cannot have the null character.', ctx.requestId);
    if (signal?.aborted) throw deadlineError(ctx.requestId);
    return create(method.output, await handler(ctx, request));
  } catch (error) {
    throw toApiError(error, ctx.requestId);
  }
}

/**
 * Lets a call in that Usher answers and whose caller may make it. A transport asks it before it reads what was sent, so that
 * nobody without a token has it keep a body.
 */
export function admit({ handlers, personal }: Implementation, method: DescMethodUnary, ctx: Ctx) {
  const handler = handlers[method.localName];
  if (!handler) throw unimplemented(method.parent, method.name, ctx.requestId);
  return { handler, caller: requireCaller(ctx, personal.has(method.localName)) };
}

/**
 * A program, or where a call is about whoever asks, a person. With a good token of the other kind that is refused as
 * PERMISSION_DENIED: at UNAUTHENTICATED the SDKs would fetch such a token again and again.
 */
function requireCaller({ actor, requestId }: Ctx, isPersonal: boolean): ClientActor | TokenHolder {
  if (actor.kind !== 'client' && actor.kind !== 'token-holder')
    throw apiError(Code.Unauthenticated, 'Send a valid access token.', requestId);
  if (isPersonal === (actor.kind === 'token-holder')) return actor;
  const sentence = isPersonal
    ? 'This call is about a person who is signed in: send the access token of their login, not one of a credential.'
    : 'This call is for programs: send an access token of a credential, not the one of a login.';
  throw apiError(Code.PermissionDenied, sentence, requestId);
}

function limitOf(caller: ClientActor | TokenHolder): Limit {
  return caller.kind === 'client'
    ? { key: `api/client/${caller.clientId}`, count: callsPerMinute, windowSeconds: 60 }
    : { key: `api/person/${caller.userId}`, count: personalCallsPerMinute, windowSeconds: 60 };
}

/** What a call gets that Usher does not know, or does not answer. */
export function unimplemented(service: DescService | string, method: string, requestId: string) {
  const name = typeof service === 'string' ? service : service.typeName;
  return apiError(Code.Unimplemented, `Usher does not answer ${name}/${method}.`, requestId);
}
