import { type ClientRequest, type IncomingMessage, request as send } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { log } from '@/lib/log';
import { pollUntil } from '@/scripts/processes';
import { useDatabase } from '@/tests/database';
import { untilWaiting } from '@/tests/factories/locks';
import { createTestOrganization, freshEmail } from '@/tests/factories/world';
import { type RunningApi, startApi } from '../start-api';

const database = useDatabase();
let api: RunningApi;
let token: string;

beforeAll(async () => {
  log.level = 'silent';
  api = await startApi(database.url);
  token = await api.accessToken();
});
afterAll(() => api.stop());

/** An invitation on its way, of which `length` bytes are promised. */
function beginInvitation(organizationId: string, length: number) {
  const headers = { authorization: `Bearer ${token}`, 'content-length': String(length) };
  const request = send(`${api.url}/api/v1/organizations/${organizationId}/users`, {
    method: 'POST',
    headers,
  });
  // Hanging up is what this is about.
  request.on('error', () => {});
  return request;
}

async function hangUp(request: ClientRequest): Promise<void> {
  const closed = new Promise((resolve) => request.once('close', resolve));
  request.destroy();
  await closed;
}

async function countWritten(organizationId: string, email: string): Promise<number[]> {
  return [
    await database.db.membership.count({ where: { organizationId, emailKey: email } }),
    await database.db.invitation.count({ where: { organizationId, email } }),
    await database.db.mailMessage.count({ where: { toAddress: email } }),
    await database.db.auditEvent.count({ where: { organizationId, targetName: email } }),
  ];
}

describe('a client without a good token', () => {
  test.each([
    ['none', {}],
    ['a bad one', { authorization: 'Bearer nonsense' }],
  ])('(%s) is refused before its body is there', async (_, headers) => {
    const request = send(`${api.url}/api/v1/organizations`, {
      method: 'POST',
      headers: { ...headers, 'content-length': '1000000' },
    });
    request.on('error', () => {});
    request.flushHeaders();
    const answer = await new Promise<IncomingMessage>((resolve) => request.once('response', resolve));
    expect(answer.statusCode).toBe(401);
    await hangUp(request);
  });
});

describe('a client that hangs up', () => {
  test('in the middle of the body writes nothing', async () => {
    const { organizationId } = await createTestOrganization(database.db);
    const email = freshEmail();
    const body = JSON.stringify({ email });
    const request = beginInvitation(organizationId, body.length + 10);
    await new Promise((resolve) => request.write(body, resolve));
    await hangUp(request);
    await fetch(`${api.url}/api/v1/users`, { headers: { authorization: `Bearer ${token}` } });
    expect(await countWritten(organizationId, email)).toEqual([0, 0, 0, 0]);
  });

  test('while the call waits leaves it whole', async () => {
    const { organizationId } = await createTestOrganization(database.db);
    const email = freshEmail();
    const body = JSON.stringify({ email });
    await database.db.$transaction(
      async (tx) => {
        await tx.$queryRaw`select 1 from organizations where id = ${organizationId} for update`;
        const request = beginInvitation(organizationId, body.length);
        request.end(body);
        await untilWaiting(database.db);
        await hangUp(request);
        expect(await countWritten(organizationId, email)).toEqual([0, 0, 0, 0]);
      },
      { timeout: 20_000 },
    );
    const isWhole = async () => (await countWritten(organizationId, email))[3] === 1;
    expect(await pollUntil(isWhole, 10_000)).toBe(true);
    expect(await countWritten(organizationId, email)).toEqual([1, 1, 1, 1]);
  });
});
