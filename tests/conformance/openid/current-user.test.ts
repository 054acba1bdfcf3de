import { createHmac, hkdfSync } from 'node:crypto';
import { toJson } from '@bufbuild/protobuf';
import { createClient } from '@connectrpc/connect';
import { createGrpcTransport } from '@connectrpc/connect-node';
import type { ScalekitClient } from '@scalekit-sdk/node';
import {
  GetCurrentUserResponseSchema,
  UserService,
} from '@scalekit-sdk/node/lib/pkg/grpc/scalekit/v1/users/users_pb.js';
import { decodeJwt } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { env } from '@/lib/env';
import { log } from '@/lib/log';
import { implementations } from '@/server/api/services';
import { useDatabase } from '@/tests/database';
import { errorInfoOf, errorOf } from '../refusals';
import { type RunningApi, startApi } from '../start-api';
import { newOrganization } from '../start-sdk';
import { addresses, applicationOf, issuer, join, logIn } from './world';

const database = useDatabase();
let api: RunningApi;
let sdk: ScalekitClient;

beforeAll(async () => {
  log.level = 'silent';
  api = await startApi(database.url, addresses);
  sdk = applicationOf(api);
});
afterAll(() => api.stop());

const bearer = (token: string) => ({ headers: { authorization: `Bearer ${token}` } });

const users = () => createClient(UserService, createGrpcTransport({ baseUrl: api.url }));

async function get(path: string, token: string) {
  const answer = await fetch(new URL(path, issuer()), bearer(token));
  return { status: answer.status, body: await answer.json() };
}

/** Somebody who is logged in to the application, with their access token. */
async function loggedIn() {
  const joined = await join(sdk);
  const { access_token: token } = await logIn(api, joined.browser);
  return { ...joined, token, sessionId: String(decodeJwt(token).sid) };
}

describe('who is logged in to an application', () => {
  test('is told who they are, with every membership of theirs and the session', async () => {
    const { userId, email, token, sessionId } = await loggedIn();
    await sdk.user.createUserAndMembership(await newOrganization(sdk), { email });
    const answer = await users().getCurrentUser({}, bearer(token));
    const { user } = await sdk.user.getUser(userId);
    expect(user?.memberships).toHaveLength(2);
    expect(answer).toMatchObject({ currentSessionId: sessionId, gatewayEnabled: false });
    expect(answer.user).toEqual(user);
  });

  test('is told the same at both addresses, and at none of them by another verb', async () => {
    const { token } = await loggedIn();
    const expected = toJson(GetCurrentUserResponseSchema, await users().getCurrentUser({}, bearer(token)), {
      useProtoFieldName: true,
      alwaysEmitImplicit: true,
    });
    for (const path of ['/api/v1/users:this', '/api/v1/users/me'])
      expect(await get(path, token)).toEqual({ status: 200, body: expected });
    const posted = await fetch(new URL('/api/v1/users:this', issuer()), { method: 'POST', ...bearer(token) });
    expect(posted.status).toBe(405);
  });

  test('gets what a support widget with the documented key believes', async () => {
    const { userId, token } = await loggedIn();
    const key = Buffer.from(hkdfSync('sha256', env().secret, '', 'usher/support-hash/v1', 32)).toString(
      'hex',
    );
    const hash = createHmac('sha256', key).update(userId).digest('hex');
    expect((await users().getSupportHash({}, bearer(token))).supportHash).toBe(hash);
    const plain = await get('/api/v1/users/support-hash', token);
    expect(plain).toEqual({ status: 200, body: { support_hash: hash } });
    const other = await users().getSupportHash({}, bearer((await loggedIn()).token));
    expect(other.supportHash).not.toBe(hash);
  });

  test('opens no other call, by no transport, and is not told to fetch another token', async () => {
    const { token, userId } = await loggedIn();
    const calls = implementations.flatMap(({ service, handlers, personal }) =>
      service.methods
        .filter(({ localName }) => handlers[localName] && !personal.has(localName))
        .map(({ name }) => `/${service.typeName}/${name}`),
    );
    expect(calls.length).toBeGreaterThan(80);
    const opened: string[] = [];
    for (const path of calls) {
      const headers = { ...bearer(token).headers, 'content-type': 'application/json' };
      const answer = await fetch(new URL(path, issuer()), { method: 'POST', headers, body: '{}' });
      const { code } = (await answer.json()) as { code: string };
      if (answer.status !== 403 || code !== 'permission_denied') opened.push(`${path}: ${code}`);
    }
    expect(opened).toEqual([]);
    const own = { identities: { case: 'id' as const, value: userId } };
    expect(await errorInfoOf(users().getUser(own, bearer(token)))).toMatchObject({
      errorCode: 'PERMISSION_DENIED',
    });
    expect(await get(`/api/v1/users/${userId}`, token)).toMatchObject({ status: 403, body: { code: 7 } });
  });

  test('may ask ten times a second and no more, apart from others', async () => {
    const { token, userId } = await loggedIn();
    const { token: other } = await loggedIn();
    await users().getSupportHash({}, bearer(token));
    const limit = { count: 1_000, resetAt: new Date(Date.now() + 30_000) };
    await database.db.rateLimit.update({ where: { key: `api/person/${userId}` }, data: limit });
    const info = await errorInfoOf(users().getSupportHash({}, bearer(token)));
    expect(info.errorCode).toBe('RESOURCE_EXHAUSTED');
    await users().getSupportHash({}, bearer(other));
  });
});

test('a program is refused what is about a person, and told which token to send', async () => {
  const options = bearer(await api.accessToken());
  for (const call of [users().getCurrentUser({}, options), users().getSupportHash({}, options)]) {
    const error = await errorOf(call);
    expect(error.rawMessage).toContain('the access token of their login');
    expect(await errorInfoOf(Promise.reject(error))).toMatchObject({ errorCode: 'PERMISSION_DENIED' });
  }
});

describe('an access token of a login counts no more', () => {
  const ends: [string, (login: Awaited<ReturnType<typeof loggedIn>>) => Promise<unknown>][] = [
    ['its session has been ended', ({ sessionId }) => sdk.session.revokeSession(sessionId)],
    [
      'its session has run out',
      ({ sessionId }) =>
        database.db.session.update({ where: { id: sessionId }, data: { expires: new Date(0) } }),
    ],
    [
      'its person is deactivated in its organization',
      ({ userId, organizationId }) =>
        database.db.membership.updateMany({
          where: { userId, organizationId },
          data: { status: 'INACTIVE' },
        }),
    ],
    [
      'its person is removed, though they belong elsewhere',
      async ({ userId, organizationId, email }) => {
        const elsewhere = { email, sendInvitationEmail: false };
        await sdk.user.createUserAndMembership(await newOrganization(sdk), elsewhere);
        return sdk.user.deleteMembership(organizationId, userId);
      },
    ],
    ['its person is deleted', ({ userId }) => sdk.user.deleteUser(userId)],
  ];

  test.each(ends)('once %s', async (_, end) => {
    const login = await loggedIn();
    await users().getCurrentUser({}, bearer(login.token));
    await end(login);
    for (const call of ['getCurrentUser', 'getSupportHash', 'listUsers'] as const) {
      const info = await errorInfoOf(users()[call]({}, bearer(login.token)));
      expect(info.errorCode, call).toBe('UNAUTHENTICATED');
    }
  });
});
