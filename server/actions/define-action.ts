import type { z } from 'zod';
import type { Ctx } from '@/lib/authz/context';
import { isUsherError } from '@/lib/errors';
import { describeError, log } from '@/lib/log';
import { getCtx, getPortalCtx } from '../context';
import type { ActionError, ActionResult } from './action-result';

/**
 * A server action from a schema and a use case: authenticate, parse, call, present. The use case authorises. Bad
 * input answers with a sentence by field; an unknown error with a fixed sentence and the request id, and is logged.
 */
export function defineAction<S extends z.ZodType, R>(
  schema: S,
  perform: (ctx: Ctx, input: z.output<S>) => Promise<R>,
): (input: z.input<S>) => Promise<ActionResult<R>> {
  return actionOf(getCtx, schema, perform);
}

/** The same for the pages below /portal: whoever has opened a set-up link asks, and nobody else. */
export function definePortalAction<S extends z.ZodType, R>(
  schema: S,
  perform: (ctx: Ctx, input: z.output<S>) => Promise<R>,
): (input: z.input<S>) => Promise<ActionResult<R>> {
  return actionOf(getPortalCtx, schema, perform);
}

function actionOf<S extends z.ZodType, R>(
  readCtx: () => Promise<Ctx>,
  schema: S,
  perform: (ctx: Ctx, input: z.output<S>) => Promise<R>,
): (input: z.input<S>) => Promise<ActionResult<R>> {
  return async (input) => {
    const ctx = await readCtx();
    const parsed = schema.safeParse(input);
    if (!parsed.success) return { ok: false, error: presentIssues(parsed.error) };
    try {
      return { ok: true, data: await perform(ctx, parsed.data) };
    } catch (error) {
      return { ok: false, error: presentError(error, ctx.requestId) };
    }
  };
}

/** What a person may know of an error; logs what they may not. */
export function presentError(error: unknown, requestId: string): ActionError {
  if (!isUsherError(error)) {
    log.error({ requestId, ...describeError(error) }, 'an action failed');
    const message = `Something went wrong on our side. Nothing was changed. Reference: ${requestId}`;
    return { code: 'internal', message, requestId };
  }
  const { code, message, fields, retryAfterSeconds } = error;
  return { code, message, fields, ...(retryAfterSeconds !== null && { retryAfterSeconds }) };
}

function presentIssues(error: z.ZodError): ActionError {
  const fields: Record<string, string> = {};
  for (const issue of error.issues) fields[issue.path.join('.')] ??= issue.message;
  return { code: 'invalid_input', message: error.issues[0]?.message ?? 'Check what you entered.', fields };
}
