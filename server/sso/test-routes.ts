import type { IncomingMessage, ServerResponse } from 'node:http';
import { authorize, can } from '@/lib/authz/authorize';
import type { Ctx } from '@/lib/authz/context';
import { findLoginConnection, type LoginConnection } from '@/lib/connections/find-connection';
import { refuse } from '@/lib/errors';
import { type ConnectionTest, connectionTestRefSchema, getConnectionTest } from '@/lib/sso/connection-test';
import { readCtx, readPortalCtx } from '../context';
import { sendPage } from '../http/plain-page';
import { sendOn } from './start';
import { describeTest } from './test-page';

/**
 * `GET /sso/v1/oidc/{id}/test`, for connections of both types: whoever may set the connection up is sent to the identity
 * provider, with `anew` to log in there as somebody else; with `result`, what came of that.
 */
export async function handleTest(
  request: IncomingMessage,
  response: ServerResponse,
  connectionId: string,
): Promise<void> {
  const person = await readCtx(request);
  const connection = await findLoginConnection(person, connectionId);
  if (!connection) refuse('not_found', 'There is no such connection.');
  const ctx = await readTester(request, person, connection);
  authorize(ctx, 'connection.manage', connection.organizationId);
  const { searchParams } = new URL(request.url ?? '/', 'http://usher.invalid');
  const testId = searchParams.get('result');
  if (testId !== null) {
    const test = await readResult(ctx, connection, testId);
    return sendPage(request, response, describeTest(connection, test));
  }
  const route = { connection, loginHint: null, returnTo: null, clientId: null, invitation: null };
  await sendOn(ctx, request, response, { ...route, purpose: 'TEST', isAnew: searchParams.has('anew') });
}

/**
 * Somebody signed in to the dashboard who may set the connection up, else whoever has opened a set-up link in this browser:
 * an IT admin may well be signed in as somebody who may not.
 */
async function readTester(
  request: IncomingMessage,
  person: Ctx,
  { organizationId }: LoginConnection,
): Promise<Ctx> {
  if (can(person.actor, 'connection.manage', organizationId)) return person;
  const opener = await readPortalCtx(request);
  return can(opener.actor, 'connection.manage', organizationId) ? opener : person;
}

function readResult(ctx: Ctx, connection: LoginConnection, testId: string): Promise<ConnectionTest | null> {
  const ref = connectionTestRefSchema.safeParse({ connectionId: connection.id, testId });
  if (!ref.success) refuse('not_found', 'There is no such test.');
  return getConnectionTest(ctx, { ...ref.data, organizationId: connection.organizationId });
}
