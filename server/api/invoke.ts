import type { DescMethodUnary, DescService, Message } from '@bufbuild/protobuf';
import { create } from '@bufbuild/protobuf';
import { createValidator } from '@bufbuild/protovalidate';
import { Code } from '@connectrpc/connect';
import type { Ctx } from '@/lib/authz/context';
import { consumeLimits } from '@/lib/limits/consume-limits';
import { apiError, toApiError, violationError } from './errors';
import type { Implementation } from './handler';
import { hasNullCharacter } from './null-character';
import { deadlineError } from './until-deadline';

const validator = createValidator();

/** Calls of one credential a minute. */
const callsPerMinute = 60_000;

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
    const { handler, clientId } = admit(implementation, method, ctx);
    await consumeLimits(ctx, [{ key: `api/client/${clientId}`, count: callsPerMinute, windowSeconds: 60 }]);
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
 * Lets a call in that Usher answers and whose caller it knows. A transport asks it before it reads what was sent, so that
 * nobody without a token has it keep a body.
 */
export function admit({ handlers }: Implementation, method: DescMethodUnary, { actor, requestId }: Ctx) {
  const handler = handlers[method.localName];
  if (!handler) throw unimplemented(method.parent, method.name, requestId);
  if (actor.kind !== 'client') throw apiError(Code.Unauthenticated, 'Send a valid access token.', requestId);
  return { handler, clientId: actor.clientId };
}

/** What a call gets that Usher does not know, or does not answer. */
export function unimplemented(service: DescService | string, method: string, requestId: string) {
  const name = typeof service === 'string' ? service : service.typeName;
  return apiError(Code.Unimplemented, `Usher does not answer ${name}/${method}.`, requestId);
}
