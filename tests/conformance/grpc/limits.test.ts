import { Code } from '@connectrpc/connect';
import type { ScalekitClient } from '@scalekit-sdk/node';
import { UserService } from '@scalekit-sdk/node/lib/pkg/grpc/scalekit/v1/users/users_pb.js';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { pollUntil } from '@/scripts/processes';
import { useDatabase } from '@/tests/database';
import { untilWaiting } from '@/tests/factories/locks';
import { createProgram } from '@/tests/factories/programs';
import { freshEmail } from '@/tests/factories/world';
import { refusalOf } from '../refusals';
import type { RunningApi } from '../start-api';
import { newOrganization, startSdk } from '../start-sdk';
import { frame, openRawClient, pathOf, type RawClient } from './raw-call';

const database = useDatabase();
const { createUserAndMembership, listUsers } = UserService.method;
let api: RunningApi;
let sdk: ScalekitClient;
let client: RawClient;

beforeAll(async () => {
  ({ api, sdk } = await startSdk(database.url));
});
beforeEach(async () => {
  client = openRawClient(api.url, await api.accessToken());
});
afterEach(() => client.hangUp());
afterAll(() => api.stop());

/** What there is of an invitation. */
async function writtenFor(organizationId: string, email: string) {
  return {
    memberships: await database.db.membership.count({ where: { organizationId, emailKey: email } }),
    invitations: await database.db.invitation.count({ where: { organizationId, email } }),
    mails: await database.db.mailMessage.count({ where: { toAddress: email } }),
    audited: await database.db.auditEvent.count({ where: { organizationId, targetName: email } }),
  };
}

const everything = { memberships: 1, invitations: 1, mails: 1, audited: 1 };
const nothing = { memberships: 0, invitations: 0, mails: 0, audited: 0 };

/** Runs something while somebody else holds a lock on a row, and lets go afterwards. */
async function whileLocked(sql: string, key: string, run: () => Promise<void>): Promise<void> {
  await database.db.$transaction(
    async (tx) => {
      await tx.$queryRawUnsafe(sql, key);
      await run();
    },
    { timeout: 20_000 },
  );
}

const lockOfOrganization = 'select 1 from organizations where id = $1 for update';

describe('a credential that calls too often', () => {
  test('is RESOURCE_EXHAUSTED, with the time to wait, and others go on', async () => {
    const other = await createProgram(database.db);
    const otherId = other.actor.kind === 'client' ? other.actor.clientId : '';
    const limit = { count: 1_000_000, resetAt: new Date(Date.now() + 30_000) };
    const key = `api/client/${api.clientId}`;
    await client.call(listUsers, frame(listUsers, {}));
    await database.db.rateLimit.update({ where: { key }, data: limit });
    const answer = await client.call(listUsers, frame(listUsers, {}));
    expect(answer.status).toBe(Code.ResourceExhausted);
    expect(answer.info).toMatchObject({ errorCode: 'RESOURCE_EXHAUSTED' });
    expect(Number(answer.headers['retry-after'])).toBeGreaterThan(20);
    const refusal = await refusalOf(sdk.user.listUsers());
    expect(refusal).toEqual({ code: 'RESOURCE_EXHAUSTED', message: expect.stringContaining('Try again in') });
    expect(await database.db.rateLimit.count({ where: { key: `api/client/${otherId}` } })).toBe(0);
    await database.db.rateLimit.delete({ where: { key } });
    expect((await client.call(listUsers, frame(listUsers, {}))).status).toBe(0);
  });
});

describe('a message', () => {
  test.each([
    ['gRPC', 'application/grpc', { 'grpc-status': '16' }],
    ['gRPC-Web', 'application/grpc-web+proto', { ':status': 200 }],
    ['Connect', 'application/proto', { ':status': 401 }],
  ])('of nobody is refused before it is there, over %s', async (_, type, expected) => {
    const stream = client.begin(pathOf(createUserAndMembership), { 'content-type': type, authorization: '' });
    const headers: object = await new Promise((resolve) => stream.once('response', resolve));
    const trailers: object = await new Promise((resolve) => {
      stream
        .once('trailers', resolve)
        .once('end', () => resolve({}))
        .resume();
    });
    expect({ ...headers, ...trailers }).toMatchObject(expected);
    stream.close();
  });

  test('that is larger than a megabyte is RESOURCE_EXHAUSTED, with details, and writes nothing', async () => {
    const organizationId = await newOrganization(sdk);
    const email = freshEmail();
    const user = { email, userProfile: { name: 'a'.repeat(1_100_000) } };
    const body = frame(createUserAndMembership, { organizationId, user });
    const answer = await client.call(createUserAndMembership, body);
    expect(answer.status).toBe(Code.ResourceExhausted);
    expect(answer.info).toMatchObject({ errorCode: 'RESOURCE_EXHAUSTED' });
    expect(await writtenFor(organizationId, email)).toEqual(nothing);
  });

  test('that cannot be read is refused with details', async () => {
    const answer = await client.call(listUsers, Buffer.from([0, 0, 0, 0, 3, 0xff, 0xff, 0xff]));
    expect(answer.status).toBeGreaterThan(0);
    expect(answer.info?.requestInfo?.requestId).not.toBe('');
  });
});

describe('a deadline', () => {
  test('that passes while the call waits is DEADLINE_EXCEEDED, with details, and nothing is half-written', async () => {
    const organizationId = await newOrganization(sdk);
    const email = freshEmail();
    const body = frame(createUserAndMembership, { organizationId, user: { email } });
    await whileLocked(lockOfOrganization, organizationId, async () => {
      const answering = client.call(createUserAndMembership, body, { 'grpc-timeout': '3S' });
      await untilWaiting(database.db);
      const answer = await answering;
      expect(answer.status).toBe(Code.DeadlineExceeded);
      expect(answer.info).toMatchObject({ errorCode: 'DEADLINE_EXCEEDED' });
      expect(await writtenFor(organizationId, email)).toEqual(nothing);
    });
    const isWhole = async () => (await writtenFor(organizationId, email)).audited === 1;
    expect(await pollUntil(isWhole, 10_000)).toBe(true);
    expect(await writtenFor(organizationId, email)).toEqual(everything);
  });

  test('that passes before the call is begun leaves it undone', async () => {
    const organizationId = await newOrganization(sdk);
    const email = freshEmail();
    const body = frame(createUserAndMembership, { organizationId, user: { email } });
    const lock = 'select 1 from rate_limits where key = $1 for update';
    await client.call(listUsers, frame(listUsers, {}));
    await whileLocked(lock, `api/client/${api.clientId}`, async () => {
      const answer = await client.call(createUserAndMembership, body, { 'grpc-timeout': '500m' });
      expect(answer.status).toBe(Code.DeadlineExceeded);
    });
    for (let calls = 0; calls < 5; calls += 1) await client.call(listUsers, frame(listUsers, {}));
    expect(await writtenFor(organizationId, email)).toEqual(nothing);
  });

  test('that is long, as some clients have it, is fine; one that is none is refused with details', async () => {
    const body = frame(listUsers, {});
    expect((await client.call(listUsers, body, { 'grpc-timeout': '24H' })).status).toBe(0);
    const odd = await client.call(listUsers, body, { 'grpc-timeout': 'soon' });
    expect(odd.status).toBe(Code.InvalidArgument);
    expect(odd.info).toMatchObject({ errorCode: 'INVALID_ARGUMENT' });
  });
});

describe('a client that hangs up', () => {
  test('in the middle of its message writes nothing', async () => {
    const organizationId = await newOrganization(sdk);
    const email = freshEmail();
    const body = frame(createUserAndMembership, { organizationId, user: { email } });
    const stream = client.begin(pathOf(createUserAndMembership));
    await new Promise((resolve) => stream.write(body.subarray(0, body.length / 2), resolve));
    client.hangUp();
    await sdk.user.listUsers();
    expect(await writtenFor(organizationId, email)).toEqual(nothing);
  });

  test('while the call waits leaves it whole', async () => {
    const organizationId = await newOrganization(sdk);
    const email = freshEmail();
    const body = frame(createUserAndMembership, { organizationId, user: { email } });
    await whileLocked(lockOfOrganization, organizationId, async () => {
      client.begin(pathOf(createUserAndMembership)).end(body);
      await untilWaiting(database.db);
      client.hangUp();
      expect(await writtenFor(organizationId, email)).toEqual(nothing);
    });
    const isWhole = async () => (await writtenFor(organizationId, email)).audited === 1;
    expect(await pollUntil(isWhole, 10_000)).toBe(true);
    expect(await writtenFor(organizationId, email)).toEqual(everything);
    expect((await sdk.user.listOrganizationUsers(organizationId, {})).totalSize).toBe(1);
  });
});
