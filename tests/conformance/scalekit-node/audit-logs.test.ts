import { randomUUID } from 'node:crypto';
import { timestampFromDate } from '@bufbuild/protobuf/wkt';
import { createClient } from '@connectrpc/connect';
import { createGrpcTransport } from '@connectrpc/connect-node';
import type { ScalekitClient } from '@scalekit-sdk/node';
import { AuditLogsService } from '@scalekit-sdk/node/lib/pkg/grpc/scalekit/v1/auditlogs/auditlogs_pb.js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '@/lib/id';
import { signInToken } from '@/lib/links/sign-in-token';
import { log } from '@/lib/log';
import { beginLoginAttempt, recordRefusedLogin } from '@/lib/login-log/record-login-attempt';
import { beginLinkSignIn } from '@/lib/sign-in/begin-link-sign-in';
import { completeSignIn } from '@/lib/sign-in/complete-sign-in';
import { requestSignInLink } from '@/lib/sign-in/request-sign-in-link';
import { useDatabase } from '@/tests/database';
import { contextFor } from '@/tests/factories/world';
import { addresses, applicationOf, join } from '../openid/world';
import { errorOf } from '../refusals';
import { type RunningApi, startApi } from '../start-api';

const database = useDatabase();
let api: RunningApi;
let sdk: ScalekitClient;
let token: string;

beforeAll(async () => {
  log.level = 'silent';
  api = await startApi(database.url, addresses);
  sdk = applicationOf(api);
  token = await api.accessToken();
  const data = { id: 'spa', kind: 'PUBLIC_APP', name: 'Browser', pkceRequired: true } as const;
  await database.db.client.create({ data });
});
afterAll(() => api.stop());

/** The SDK has no method for this call. */
function ask(request: Parameters<ReturnType<typeof raw>['listAuthRequests']>[0]) {
  return raw().listAuthRequests(request, { headers: { authorization: `Bearer ${token}` } });
}
const raw = () => createClient(AuditLogsService, createGrpcTransport({ baseUrl: api.url }));

/** Signs in by a mailed link, for the login to an application that waits. */
async function signInFor(userId: string, email: string, clientId: string): Promise<void> {
  const ctx = { ...contextFor(database.db, undefined, new Date()), ip: randomUUID() };
  const interactionId = randomUUID();
  const expiresAt = new Date(Date.now() + 60_000);
  await database.db.interaction.create({ data: { id: interactionId, clientId, payload: {}, expiresAt } });
  await requestSignInLink(ctx, { email, returnTo: `/oauth/authorize/${interactionId}` });
  const link = await database.db.signInLink.findFirstOrThrow({ where: { userId }, orderBy: { id: 'desc' } });
  await completeSignIn(ctx, await beginLinkSignIn(ctx, { token: signInToken(link.id) }));
}

describe('the log of logins', () => {
  test('says who signed in how, where, and for which application, the newest first', async () => {
    const { email, userId, organizationId } = await join(sdk);
    await signInFor(userId, email, 'spa');
    const { authRequests, totalSize } = await ask({ email: email.toUpperCase() });
    const shared = { email, organizationId, status: 'success', connectionType: 'PASSWORDLESS' };
    expect(authRequests).toMatchObject([
      { ...shared, workflow: 'email_link', clientId: 'spa', clientName: 'Browser', clientType: 'SPA' },
      { ...shared, workflow: 'invitation', clientId: api.clientId, clientType: 'WEB_APP' },
    ]);
    expect(totalSize).toBe(2);
    expect(authRequests[0]?.environmentId).toMatch(/^env_/);
    expect(authRequests[0]?.authRequestId).not.toBe(authRequests[1]?.authRequestId);
  });

  test('keeps what was when the person, the organization and the application are gone', async () => {
    const { email, userId, organizationId } = await join(sdk);
    await database.db.client.create({ data: { id: 'gone', kind: 'WEB_APP', name: 'Gone' } });
    await signInFor(userId, email, 'gone');
    await database.db.client.delete({ where: { id: 'gone' } });
    await sdk.user.deleteUser(userId);
    await sdk.organization.deleteOrganization(organizationId);
    const { authRequests } = await ask({ email });
    expect(authRequests).toMatchObject([
      { clientId: 'gone', clientName: '', organizationId },
      { clientId: api.clientId, organizationId },
    ]);
  });

  test('is filtered by application, status and time', async () => {
    const { email, userId } = await join(sdk);
    await signInFor(userId, email, 'spa');
    const all = (await ask({ email })).authRequests;
    const idsOf = async (request: Parameters<typeof ask>[0]) =>
      (await ask({ email, ...request })).authRequests.map(({ authRequestId }) => authRequestId);
    const [newer, older] = all.map(({ authRequestId }) => authRequestId);
    expect(await idsOf({ clientId: 'spa' })).toEqual([newer]);
    expect(await idsOf({ clientId: api.clientId })).toEqual([older]);
    expect(await idsOf({ clientId: 'nobody' })).toEqual([]);
    expect(await idsOf({ status: ['failure', 'Success'] })).toEqual([newer, older]);
    expect(await idsOf({ status: ['failure'] })).toEqual([]);
    expect(await idsOf({ status: ['nonsense'] })).toEqual([]);
    expect(await idsOf({ connectedAccountIdentifier: 'x' })).toEqual([]);
    expect(await idsOf({ startTime: all[0]?.timestamp })).toEqual([newer]);
    const before = new Date(Number(all[0]?.timestamp?.seconds) * 1000 - 60_000);
    expect(await idsOf({ endTime: timestampFromDate(before) })).toEqual([]);
  });

  test('tells what was refused, what is under way and what was given up', async () => {
    const { email, userId } = await join(sdk);
    const ctx = { ...contextFor(database.db, undefined, new Date()), ip: randomUUID() };
    await signInFor(userId, email, 'spa');
    const link = await database.db.signInLink.findFirstOrThrow({ where: { userId } });
    await beginLinkSignIn(ctx, { token: signInToken(link.id) }).catch(() => {});
    await requestSignInLink(ctx, { email, returnTo: null });
    const longAgo = new Date(Date.now() - 31 * 60_000);
    await beginLoginAttempt(database.db, { ...ctx, now: longAgo }, { method: 'email_link', email });
    const statesOf = async (status: string[]) =>
      (await ask({ email, status })).authRequests.map((request) => request.status);
    expect(await statesOf([])).toEqual(['pending', 'failure', 'success', 'success', 'abandoned']);
    for (const status of ['pending', 'failure', 'abandoned'])
      expect(await statesOf([status])).toEqual([status]);
  });

  test('names the connection of a login by SSO, and is filtered by it and by organization', async () => {
    const { email, organizationId } = await join(sdk);
    const data = { id: newId('connection'), organizationId, type: 'SAML', provider: 'OKTA' } as const;
    await database.db.connection.create({ data });
    const sso = { method: 'sso', organizationId, connectionId: data.id, email } as const;
    const ctx = contextFor(database.db, undefined, new Date());
    const failure = { step: 'audience', reason: 'Meant for another.' };
    const { id } = await recordRefusedLogin(database.db, ctx, { ...sso, failure });
    const { authRequests } = await ask({ resourceId: data.id });
    const details = { connectionId: data.id, connectionType: 'SAML', connectionProvider: 'OKTA' };
    expect(authRequests).toMatchObject([
      { authRequestId: id, status: 'failure', workflow: 'sso', ...details, connectionDetails: [details] },
    ]);
    const ofOrganization = await ask({ resourceId: organizationId });
    expect(ofOrganization.authRequests.map(({ workflow }) => workflow)).toEqual(['sso', 'invitation']);
    expect((await ask({ resourceId: 'dir_1000000000000000001' })).authRequests).toEqual([]);
  });

  test('comes in pages that survive what is added meanwhile', async () => {
    const { email, userId } = await join(sdk);
    await signInFor(userId, email, 'spa');
    const first = await ask({ email, pageSize: 1 });
    await signInFor(userId, email, 'spa');
    const second = await ask({ email, pageSize: 1, pageToken: first.nextPageToken });
    expect(second.authRequests).toMatchObject([{ workflow: 'invitation' }]);
    expect([second.nextPageToken, second.totalSize]).toEqual(['', 3]);
    const back = await ask({ email, pageSize: 1, pageToken: second.prevPageToken });
    expect(back.authRequests).toEqual(first.authRequests);
  });

  test('is for who shows a token, by plain HTTP too', async () => {
    expect(await errorOf(raw().listAuthRequests({}))).toMatchObject({ code: 16 });
    const { email } = await join(sdk);
    const address = `${api.url}/api/v1/logs/authentication/requests?email=${encodeURIComponent(email)}`;
    const answer = await fetch(address, { headers: { authorization: `Bearer ${token}` } });
    expect(JSON.stringify(await answer.json())).toContain(email);
  });
});
