import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createLocalJWKSet, jwtVerify } from 'jose';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { env } from '@/lib/env';
import { newId } from '@/lib/id';
import type { JobPayloads } from '@/lib/jobs';
import { log } from '@/lib/log';
import { removeMember } from '@/lib/memberships/remove-member';
import { saveGrant } from '@/lib/oidc-store/save-grant';
import { readSigningKeys } from '@/lib/oidc-store/signing-key';
import { useDatabase } from '@/tests/database';
import { createMember, createSession } from '@/tests/factories/members';
import { contextFor, createTestOrganization, memberRoleId, testNow } from '@/tests/factories/world';
import { logOutClient } from './log-out-client';

type Job = JobPayloads['log-out-client'];

const database = useDatabase();
const taken: URLSearchParams[] = [];
let status = 200;
let server: Server;
let uri: string;

beforeAll(async () => {
  log.level = 'silent';
  server = createServer(async (request, response) => {
    const chunks = await request.toArray();
    taken.push(new URLSearchParams(Buffer.concat(chunks).toString()));
    response.writeHead(status).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  uri = `http://127.0.0.1:${(server.address() as AddressInfo).port}/logged-out`;
});
afterAll(() => void server.close());

const settings = (allowedPrivateHosts = ['127.0.0.1']) => ({
  db: database.db,
  clock: () => testNow,
  allowedPrivateHosts,
});

async function makeClient(backChannelLogoutUris: string[]): Promise<string> {
  const id = newId('client');
  await database.db.client.create({ data: { id, kind: 'WEB_APP', name: 'Told', backChannelLogoutUris } });
  return id;
}

/** Somebody whose session is logged in to the clients, each twice. */
async function logIn(clientIds: readonly string[]) {
  const { organizationId, staff } = await createTestOrganization(database.db);
  const { actor, membershipId } = await createMember(database.db, organizationId, {
    roleIds: [memberRoleId],
  });
  const sessionId = await createSession(database.db, actor.userId, organizationId);
  for (const clientId of [...clientIds, ...clientIds]) {
    const grant = { id: newId('grant'), sessionId, userId: actor.userId, clientId, organizationId };
    await saveGrant(contextFor(database.db), grant);
  }
  return { userId: actor.userId, sessionId, staff, organizationId, membershipId };
}

function jobsOf(sessionId: string): Promise<{ payload: Job }[]> {
  return database.db.$queryRaw`
    select payload from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
    where t.identifier = 'log-out-client' and payload->>'sessionId' = ${sessionId}`;
}

test('a login that ends, by whatever ends it, has one job for each client that wants to be told', async () => {
  const [told, alsoTold, quiet] = [await makeClient([uri]), await makeClient([uri]), await makeClient([])];
  const person = await logIn([told, alsoTold, quiet]);
  expect(await jobsOf(person.sessionId)).toEqual([]);
  const { organizationId, membershipId } = person;
  await removeMember(person.staff, { organizationId, membershipId, keepUser: true });
  const jobs = (await jobsOf(person.sessionId)).map(({ payload }) => payload);
  const job = { sessionId: person.sessionId, userId: person.userId };
  expect(jobs.sort((a, b) => (a.clientId < b.clientId ? -1 : 1))).toEqual([
    { clientId: told, ...job },
    { clientId: alsoTold, ...job },
  ]);
  const other = await logIn([told]);
  await database.db.session.delete({ where: { id: other.sessionId } });
  expect(await jobsOf(other.sessionId)).toHaveLength(1);
});

test('the client gets a token that names the session, and that nothing else could be taken for', async () => {
  const clientId = await makeClient([uri]);
  await logOutClient(settings(), { clientId, sessionId: 'ses_1', userId: 'usr_1' });
  const { all } = await readSigningKeys(contextFor(database.db));
  const keys = createLocalJWKSet({ keys: all.map((key) => key.publicJwk) });
  const token = taken.at(-1)?.get('logout_token') ?? '';
  const { payload } = await jwtVerify(token, keys, {
    issuer: env().baseUrl.origin,
    audience: clientId,
    typ: 'logout+jwt',
    currentDate: testNow,
  });
  expect(payload).toMatchObject({
    sub: 'usr_1',
    sid: 'ses_1',
    events: { 'http://schemas.openid.net/event/backchannel-logout': {} },
  });
  expect(payload).not.toHaveProperty('nonce');
  expect((payload.exp ?? 0) - (payload.iat ?? 0)).toBe(120);
});

test('a client that does not take it is told again; one that refuses the token, or is gone, is not', async () => {
  const clientId = await makeClient([uri]);
  const job = { clientId, sessionId: 'ses_1', userId: 'usr_1' };
  status = 503;
  await expect(logOutClient(settings(), job)).rejects.toThrow('it answered 503');
  status = 400;
  await logOutClient(settings(), job);
  status = 200;
  await database.db.client.delete({ where: { id: clientId } });
  const before = taken.length;
  await logOutClient(settings(), job);
  expect(taken).toHaveLength(before);
});

test('nothing is sent to a private address that the operator has not allowed', async () => {
  const clientId = await makeClient([uri]);
  const before = taken.length;
  const job = { clientId, sessionId: 'ses_1', userId: 'usr_1' };
  await expect(logOutClient(settings([]), job)).rejects.toThrow('not told');
  expect(taken).toHaveLength(before);
});
