import type { ScalekitClient } from '@scalekit-sdk/node';
import { decodeJwt } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { systemContext } from '@/lib/authz/system-context';
import { log } from '@/lib/log';
import { deleteExpiredSessions } from '@/lib/sessions/delete-expired-sessions';
import { useDatabase } from '@/tests/database';
import { addresses, applicationOf, join, logIn, refresh, userinfo } from '../openid/world';
import { refusalOf } from '../refusals';
import { type RunningApi, startApi } from '../start-api';

const database = useDatabase();
let api: RunningApi;
let sdk: ScalekitClient;

beforeAll(async () => {
  log.level = 'silent';
  api = await startApi(database.url, addresses);
  sdk = applicationOf(api);
});
afterAll(() => api.stop());

/** Somebody who is logged in to the application, with the id of the session that their tokens name. */
async function logInSomebody() {
  const joined = await join(sdk);
  const tokens = await logIn(api, joined.browser);
  return { ...joined, tokens, sessionId: String(decodeJwt(tokens.access_token).sid) };
}

/** More sessions of the same person, the newest first. */
async function addSessions(userId: string, count: number): Promise<string[]> {
  const { id: latest } = await database.db.session.findFirstOrThrow({ where: { userId } });
  const now = Date.now();
  const rows = Array.from({ length: count }, (_, index) => ({
    id: `ses_${BigInt(latest.slice(4)) + BigInt(index + 1)}`,
    sessionToken: `${latest} ${index}`,
    userId,
    createdAt: new Date(now + 1000 * (index + 1)),
    expires: new Date(now + 3_600_000),
    absoluteExpiresAt: new Date(now + 7_200_000),
  }));
  await database.db.session.createMany({ data: rows });
  return rows.map(({ id }) => id).reverse();
}

const unknown = 'ses_1000000000000000000';

describe('a session', () => {
  test('says whose it is, where it is logged in, from what, and until when', async () => {
    const { userId, organizationId, sessionId } = await logInSomebody();
    const userAgent = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';
    await database.db.session.update({ where: { id: sessionId }, data: { userAgent, ip: '192.0.2.7' } });
    const session = await sdk.session.getSession(sessionId);
    expect(session).toMatchObject({
      sessionId,
      userId,
      organizationId,
      authenticatedOrganizations: [organizationId],
      authenticatedClients: [{ clientId: api.clientId, organizationId }],
      status: 'active',
      device: {
        userAgent,
        os: 'Linux',
        browser: 'Firefox',
        browserVersion: '140.0',
        deviceType: 'desktop',
        ip: '192.0.2.7',
      },
    });
    const [idle, absolute, created] = [session.idleExpiresAt, session.absoluteExpiresAt, session.createdAt];
    expect(Number((idle?.seconds ?? 0n) - (created?.seconds ?? 0n))).toBe(14 * 86_400);
    expect(Number((absolute?.seconds ?? 0n) - (created?.seconds ?? 0n))).toBe(30 * 86_400);
    expect([session.expiredAt, session.logoutAt]).toEqual([undefined, undefined]);
    expect(JSON.stringify(session, (_, value) => String(value))).not.toContain('token');
  });

  test('that nobody had is not found, and an id that is none is refused', async () => {
    const calls = [
      sdk.session.getSession(unknown),
      sdk.session.revokeSession(unknown),
      sdk.session.getUserSessions('usr_1000000000000000000'),
      sdk.session.revokeAllUserSessions('usr_1000000000000000000'),
    ];
    for (const refusal of await Promise.all(calls.map(refusalOf)))
      expect(refusal).toMatchObject({ code: 'NOT_FOUND' });
    expect(await refusalOf(sdk.session.getSession('1'))).toMatchObject({ code: 'INVALID_ARGUMENT' });
  });
});

describe('revoking', () => {
  test('ends refresh tokens and userinfo at once, is known afterwards, and is done once', async () => {
    const { sessionId, tokens, userId, organizationId } = await logInSomebody();
    expect(await userinfo(tokens.access_token)).toMatchObject({ status: 200 });
    const { revokedSession } = await sdk.session.revokeSession(sessionId);
    expect(revokedSession).toMatchObject({ sessionId, userId, status: 'revoked' });
    expect(revokedSession?.expiredAt).toBeTruthy();
    expect(await userinfo(tokens.access_token)).toMatchObject({ status: 401 });
    expect(await refresh(api, tokens.refresh_token)).toMatchObject({ status: 400, error: 'invalid_grant' });
    expect(await sdk.session.getSession(sessionId)).toMatchObject({
      status: 'revoked',
      authenticatedClients: [{ clientId: api.clientId, organizationId }],
    });
    const again = await sdk.session.revokeSession(sessionId);
    expect(again.revokedSession?.expiredAt).toEqual(revokedSession?.expiredAt);
    const events = await database.db.auditEvent.findMany({
      where: { targetId: userId, action: 'session.ended' },
    });
    expect(events).toMatchObject([{ actorKind: 'client', changes: { after: { ended: 1 } } }]);
  });

  test('all of a person ends theirs and nobody else’s', async () => {
    const [one, other] = [await logInSomebody(), await logInSomebody()];
    const added = await addSessions(one.userId, 2);
    const { revokedSessions, totalRevoked } = await sdk.session.revokeAllUserSessions(one.userId);
    expect(totalRevoked).toBe(3);
    expect(new Set(revokedSessions.map(({ sessionId }) => sessionId))).toEqual(
      new Set([one.sessionId, ...added]),
    );
    expect(await refresh(api, one.tokens.refresh_token)).toMatchObject({ status: 400 });
    expect((await refresh(api, other.tokens.refresh_token)).status).toBe(200);
    expect((await sdk.session.revokeAllUserSessions(one.userId)).totalRevoked).toBe(0);
  });

  test('many times at once ends each session once', async () => {
    const { userId, sessionId } = await logInSomebody();
    await addSessions(userId, 3);
    const calls = Array.from({ length: 5 }, () => sdk.session.revokeAllUserSessions(userId));
    const counts = (await Promise.all(calls)).map(({ totalRevoked }) => totalRevoked);
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(4);
    expect(await sdk.session.getSession(sessionId)).toMatchObject({ status: 'revoked' });
  });
});

describe('how a session ended', () => {
  test('by logging out, by its time, or with its person, who leaves none behind', async () => {
    const [out, old, gone] = [await logInSomebody(), await logInSomebody(), await logInSomebody()];
    const url = new URL('/oidc/logout', api.url.replace('127.0.0.1', 'localhost'));
    url.searchParams.set('id_token_hint', out.tokens.id_token);
    await out.browser.open(url);
    expect(await sdk.session.getSession(out.sessionId)).toMatchObject({ status: 'logout' });
    expect((await sdk.session.getSession(out.sessionId)).logoutAt).toBeTruthy();

    const expires = new Date(Date.now() - 60_000);
    await database.db.session.update({ where: { id: old.sessionId }, data: { expires } });
    const statusOf = async () => {
      const { status, expiredAt } = await sdk.session.getSession(old.sessionId);
      return [status, Number(expiredAt?.seconds)];
    };
    const expected = ['expired', Math.floor(expires.getTime() / 1000)];
    expect(await statusOf()).toEqual(expected);
    await deleteExpiredSessions(systemContext(database.db, 'test', new Date()));
    expect(await database.db.session.count({ where: { id: old.sessionId } })).toBe(0);
    expect(await statusOf()).toEqual(expected);

    await sdk.user.deleteUser(gone.userId);
    expect(await refusalOf(sdk.session.getSession(gone.sessionId))).toMatchObject({ code: 'NOT_FOUND' });
  });

  test('is forgotten after thirty days', async () => {
    const { sessionId } = await logInSomebody();
    await sdk.session.revokeSession(sessionId);
    const inDays = (days: number) =>
      systemContext(database.db, 'test', new Date(Date.now() + days * 86_400_000));
    await deleteExpiredSessions(inDays(29));
    expect(await sdk.session.getSession(sessionId)).toMatchObject({ status: 'revoked' });
    await deleteExpiredSessions(inDays(31));
    expect(await refusalOf(sdk.session.getSession(sessionId))).toMatchObject({ code: 'NOT_FOUND' });
  });
});

describe('the sessions of a person', () => {
  test('come in pages, the newest first, and back', async () => {
    const { userId, sessionId } = await logInSomebody();
    const newestFirst = [...(await addSessions(userId, 4)), sessionId];
    const idsOf = (page: { sessions: { sessionId: string }[] }) => page.sessions.map((one) => one.sessionId);
    const first = await sdk.session.getUserSessions(userId, { pageSize: 2 });
    expect([idsOf(first), first.totalSize, first.prevPageToken]).toEqual([newestFirst.slice(0, 2), 5, '']);
    const second = await sdk.session.getUserSessions(userId, { pageSize: 2, pageToken: first.nextPageToken });
    expect(idsOf(second)).toEqual(newestFirst.slice(2, 4));
    const back = await sdk.session.getUserSessions(userId, { pageSize: 2, pageToken: second.prevPageToken });
    expect(idsOf(back)).toEqual(newestFirst.slice(0, 2));
    const last = await sdk.session.getUserSessions(userId, { pageSize: 2, pageToken: second.nextPageToken });
    expect([idsOf(last), last.nextPageToken]).toEqual([newestFirst.slice(4), '']);
  });

  test('are found by status and by when they began', async () => {
    const { userId, sessionId } = await logInSomebody();
    const [newest = '', older = ''] = await addSessions(userId, 2);
    await sdk.session.revokeSession(older);
    const ids = async (filter: { status?: string[]; startTime?: Date; endTime?: Date }) =>
      (await sdk.session.getUserSessions(userId, { filter })).sessions.map((one) => one.sessionId);
    expect(await ids({ status: ['active'] })).toEqual([newest, sessionId]);
    expect(await ids({ status: ['revoked', 'logout'] })).toEqual([older]);
    const { createdAt } = await database.db.session.findUniqueOrThrow({ where: { id: newest } });
    expect(await ids({ startTime: createdAt })).toEqual([newest]);
    expect(await ids({ endTime: createdAt })).toEqual([older, sessionId]);
    for (const filter of [{ status: ['open'] }, { startTime: createdAt, endTime: createdAt }])
      expect(await refusalOf(ids(filter))).toMatchObject({ code: 'INVALID_ARGUMENT' });
  });

  test('are at /api/v1/users/{user_id}/sessions', async () => {
    const { userId, sessionId } = await logInSomebody();
    const headers = { authorization: `Bearer ${await api.accessToken()}` };
    const address = `${api.url}/api/v1/users/${userId}/sessions?filter.status=active`;
    expect(await (await fetch(address, { headers })).json()).toMatchObject({
      sessions: [{ session_id: sessionId, status: 'active' }],
      total_size: 1,
    });
    const revoked = await fetch(`${api.url}/api/v1/sessions/${sessionId}/revoke`, {
      method: 'POST',
      headers,
    });
    expect(await revoked.json()).toMatchObject({ revoked_session: { status: 'revoked' } });
  });
});
