import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Ctx } from '@/lib/authz/context';
import { isRetryable } from '@/lib/db';
import { env } from '@/lib/env';
import { recordRequest, type ScimRequest } from '@/lib/scim/record-request';
import { readDirectory, readVisitorCtx } from '../context';
import { findRoute, isDiscovery } from './find-route';
import { readScimBody } from './read-body';
import { sendAnswer } from './scim-answer';
import type { ScimAnswer } from './scim-call';
import { refusal, type ScimRefusal, toAnswer, toRefusal } from './scim-errors';
import { readScimPath, type ScimPath } from './scim-path';

const withBody = ['POST', 'PUT', 'PATCH'];

/** RFC 6750 section 3. */
const challenge = { 'WWW-Authenticate': 'Bearer realm="Usher SCIM"' };

/**
 * SCIM 2.0 (RFC 7644) for each directory below its own base URL: who asks, what for, is the body JSON, do it. A refusal is
 * a SCIM error, and stands in the directory's log. A secret that is not good and a directory that there is not are refused
 * alike.
 */
export async function handleScim(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const answer = await answerTo(request).catch((error: unknown) =>
    toAnswer(toRefusal(error, String(request.headers['x-request-id']))),
  );
  // Nobody is there any more to be told.
  if (!response.destroyed) sendAnswer(response, answer);
}

async function answerTo(request: IncomingMessage): Promise<ScimAnswer> {
  const path = readScimPath(request.url ?? '');
  if (!path) return toAnswer(refusal(404, 'There is no directory at this address.'));
  if (isDiscovery(path.rest) && request.headers.authorization === undefined)
    return perform(request, path, readVisitorCtx(request), () => {});
  const found = await readDirectory(request, path.directoryId);
  if (!found) return toAnswer(refusal(401, 'Send the bearer secret of this directory.', challenge));
  return answerDirectory(request, path, found.ctx, found.directory.enabled);
}

async function answerDirectory(
  request: IncomingMessage,
  path: ScimPath,
  ctx: Ctx,
  enabled: boolean,
): Promise<ScimAnswer> {
  let logged = toLogged(request, path, null);
  let subject: string | null = null;
  const refuse = async (refused: ScimRefusal) => {
    const { status, scimType, detail } = refused;
    const entry = { status, scimType, detail, subject, outcome: null };
    await recordRequest(ctx.db, ctx, { request: logged, entry });
    return toAnswer(refused);
  };
  if (!enabled)
    return refuse(
      refusal(403, 'This directory is turned off in Usher. Turn it on there, then send this again.'),
    );
  try {
    return await perform(request, path, ctx, (read, body) => {
      logged = read;
      subject = subjectOf(body);
    });
  } catch (error) {
    return refuse(toRefusal(error, ctx.requestId));
  }
}

/** Finds what answers, reads the body and has it done; `onRead` is told how the log shows the request. */
async function perform(
  request: IncomingMessage,
  path: ScimPath,
  ctx: Ctx,
  onRead: (read: ScimRequest, body: unknown) => void,
): Promise<ScimAnswer> {
  const { method = '' } = request;
  const { handle, id } = findRoute(path.rest, method);
  const body = withBody.includes(method) ? await readScimBody(request) : null;
  const logged = toLogged(request, path, body?.text ?? null);
  onRead(logged, body?.value);
  const call = {
    ctx,
    method,
    baseUrl: `${env().baseUrl.origin}${path.base}`,
    id,
    query: path.query,
    body: body?.value,
    request: logged,
    ifMatch: request.headers['if-match'] ?? null,
    ifNoneMatch: request.headers['if-none-match'] ?? null,
  };
  // Whoever is the victim of a deadlock has changed nothing.
  return handle(call).catch((error: unknown) => (isRetryable(error) ? handle(call) : Promise.reject(error)));
}

/** What a body that is refused calls whom it is about. */
function subjectOf(body: unknown): string | null {
  const { userName, displayName } = Object(body) as Record<string, unknown>;
  const name = [userName, displayName].find((each) => typeof each === 'string');
  return typeof name === 'string' ? name.slice(0, 320).replaceAll('\0', '').toWellFormed() : null;
}

function toLogged({ method = '' }: IncomingMessage, { shown }: ScimPath, body: string | null): ScimRequest {
  return { method, path: shown, body };
}
