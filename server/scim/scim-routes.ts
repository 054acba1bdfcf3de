import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Ctx } from '@/lib/authz/context';
import { recordRefusedSecret } from '@/lib/directories/record-refused-secret';
import { env } from '@/lib/env';
import { describeError, log } from '@/lib/log';
import type { ScimRequest } from '@/lib/scim/record-request';
import { readBearer, readDirectory, readVisitorCtx } from '../context';
import { endpointOf, findRoute, isDiscovery } from './find-route';
import { readScimBody } from './read-body';
import { type RefusedCall, refuseCall, runCall } from './run-call';
import { sendAnswer } from './scim-answer';
import type { ScimAnswer } from './scim-call';
import { noDirectory, refusal, toAnswer, toRefusal } from './scim-errors';
import { readScimPath, type ScimPath } from './scim-path';
import { takeTurn } from './take-turn';

const withBody = ['POST', 'PUT', 'PATCH'];

/** A request to an address of a directory, and whether somebody still waits for its answer. */
interface Arrival {
  readonly request: IncomingMessage;
  readonly path: ScimPath;
  readonly isGone: () => boolean;
}

interface Answered extends ScimAnswer {
  /** What is done when whoever asked has their answer. */
  readonly afterwards?: () => Promise<void>;
}

/**
 * SCIM 2.0 (RFC 7644) for each directory below its own base URL: who asks, what for, is the body JSON, do it. A refusal is
 * a SCIM error, and stands in the directory's log. A secret that is not good and a directory that there is not are refused
 * alike, and as fast: what the log says of the one is written behind the answer.
 */
export async function handleScim(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const isGone = () => response.destroyed;
  const requestId = String(request.headers['x-request-id']);
  const answer = await answerTo(request, isGone).catch(
    (error: unknown): Answered => toAnswer(toRefusal(error, requestId)),
  );
  // Nobody is there any more to be told.
  if (!isGone()) sendAnswer(response, answer);
  await answer.afterwards?.().catch((error: unknown) => {
    log.error({ requestId, ...describeError(error) }, 'a refused secret was not logged');
  });
}

async function answerTo(request: IncomingMessage, isGone: () => boolean): Promise<Answered> {
  const path = readScimPath(request.url ?? '');
  if (!path) return toAnswer(refusal(404, 'There is no directory at this address.'));
  const arrival = { request, path, isGone };
  if (isDiscovery(path.rest) && request.headers.authorization === undefined)
    return perform(arrival, readVisitorCtx(request), () => {});
  const found = await readDirectory(request, path.directoryId);
  return found ? answerDirectory(arrival, found.ctx, found.directory.enabled) : refuseSecret(arrival);
}

function refuseSecret({ request, path: { directoryId, rest } }: Arrival): Answered {
  const asked = { method: request.method ?? '', path: endpointOf(rest) };
  const refused = { directoryId, secret: readBearer(request) ?? null, ...asked };
  return {
    ...toAnswer(noDirectory),
    afterwards: () => recordRefusedSecret(readVisitorCtx(request), refused),
  };
}

async function answerDirectory(arrival: Arrival, ctx: Ctx, enabled: boolean): Promise<ScimAnswer> {
  let read: RefusedCall = { request: toLogged(arrival, null), body: null, id: null };
  if (!enabled) {
    const detail =
      'This directory is switched off. Switch it on in its set-up, where its base URL comes from, then send this again.';
    return refuseCall(ctx, read, refusal(403, detail));
  }
  try {
    return await perform(arrival, ctx, (call) => {
      read = call;
    });
  } catch (error) {
    return refuseCall(ctx, read, toRefusal(error, ctx.requestId));
  }
}

/** Finds what answers, reads the body and has it done; `onRead` is told what was sent. */
async function perform(arrival: Arrival, ctx: Ctx, onRead: (read: RefusedCall) => void): Promise<ScimAnswer> {
  const { request, path, isGone } = arrival;
  const { method = '' } = request;
  const { handle, id } = findRoute(path.rest, method);
  const body = withBody.includes(method) ? await readScimBody(request) : null;
  const call = {
    ctx,
    method,
    baseUrl: `${env().baseUrl.origin}${path.base}`,
    id,
    query: path.query,
    body: body?.value,
    request: toLogged(arrival, body?.text ?? null),
    ifMatch: request.headers['if-match'] ?? null,
    ifNoneMatch: request.headers['if-none-match'] ?? null,
    newId: null,
    isGone,
  };
  onRead(call);
  const { actor } = ctx;
  if (actor.kind !== 'directory') return runCall(handle, call);
  return takeTurn(actor.organizationId, () => runCall(handle, call));
}

function toLogged({ request, path }: Arrival, body: string | null): ScimRequest {
  return { method: request.method ?? '', path: path.shown, body };
}
