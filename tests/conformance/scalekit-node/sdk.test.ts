import { createClient } from '@connectrpc/connect';
import { createConnectTransport, createGrpcTransport } from '@connectrpc/connect-node';
import type { ScalekitClient } from '@scalekit-sdk/node';
import { ClientService } from '@scalekit-sdk/node/lib/pkg/grpc/scalekit/v1/clients/clients_pb.js';
import { MembershipStatus } from '@scalekit-sdk/node/lib/pkg/grpc/scalekit/v1/commons/commons_pb.js';
import { ErrorInfoSchema } from '@scalekit-sdk/node/lib/pkg/grpc/scalekit/v1/errdetails/errdetails_pb.js';
import { ToolService } from '@scalekit-sdk/node/lib/pkg/grpc/scalekit/v1/tools/tools_pb.js';
import { UserService } from '@scalekit-sdk/node/lib/pkg/grpc/scalekit/v1/users/users_pb.js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { useDatabase } from '@/tests/database';
import { freshEmail } from '@/tests/factories/world';
import { errorInfoOf, errorOf, refusalOf } from '../refusals';
import type { RunningApi } from '../start-api';
import { startSdk } from '../start-sdk';

const database = useDatabase();
let api: RunningApi;
let sdk: ScalekitClient;

beforeAll(async () => {
  ({ api, sdk } = await startSdk(database.url));
});
afterAll(() => api.stop());

async function newOrganization(externalId?: string): Promise<string> {
  const { organization } = await sdk.organization.createOrganization(
    'Acme',
    externalId ? { externalId } : {},
  );
  return organization?.id ?? '';
}

describe('organizations', () => {
  test('are created, read by both ids, changed, listed, searched and deleted', async () => {
    const id = await newOrganization('acme-1');
    expect(id).toMatch(/^org_[0-9]{19}$/);
    const byExternalId = await sdk.organization.getOrganizationByExternalId('acme-1');
    expect(byExternalId.organization).toMatchObject({ id, displayName: 'Acme', externalId: 'acme-1' });
    await sdk.organization.updateOrganization(id, {
      displayName: 'Acme Robotics',
      metadata: { plan: 'gold' },
    });
    const { organization } = await sdk.organization.getOrganization(id);
    expect(organization).toMatchObject({ displayName: 'Acme Robotics', metadata: { plan: 'gold' } });
    expect(organization?.settings?.features.map(({ name }) => name)).toEqual(['sso', 'dir_sync']);
    const found = await sdk.organization.searchOrganization('robot', 10);
    expect(found.organizations.map((one) => one.id)).toContain(id);
    await sdk.organization.deleteOrganization(id);
    expect(await refusalOf(sdk.organization.getOrganization(id))).toMatchObject({ code: 'NOT_FOUND' });
  });

  test('keep their external ids apart', async () => {
    await newOrganization('acme-2');
    const refusal = await refusalOf(newOrganization('acme-2'));
    expect(refusal).toEqual({
      code: 'INVALID_ARGUMENT',
      message: expect.stringContaining('external id already exists'),
    });
  });

  test('are listed by tens from the newest on, and a page survives what is created meanwhile', async () => {
    const ids: string[] = [];
    for (let count = 0; count < 12; count += 1) ids.push(await newOrganization());
    const first = await sdk.organization.listOrganization({});
    expect(first.organizations.map(({ id }) => id)).toEqual(ids.slice(2).reverse());
    await newOrganization();
    const second = await sdk.organization.listOrganization({ pageToken: first.nextPageToken });
    expect(second.organizations.slice(0, 2).map(({ id }) => id)).toEqual(ids.slice(0, 2).reverse());
    expect(first.totalSize).toBeGreaterThanOrEqual(12);
  });

  test('have the seats that are allowed', async () => {
    const id = await newOrganization();
    await sdk.organization.upsertUserManagementSettings(id, { maxAllowedUsers: 1 });
    await sdk.user.createUserAndMembership(id, { email: freshEmail() });
    const refusal = await refusalOf(sdk.user.createUserAndMembership(id, { email: freshEmail() }));
    expect(refusal).toMatchObject({ code: 'FAILED_PRECONDITION', message: expect.stringContaining('seats') });
  });
});

describe('users', () => {
  test('are invited with a role and a name, read, found and removed', async () => {
    const organizationId = await newOrganization();
    const email = freshEmail('ada');
    const { user } = await sdk.user.createUserAndMembership(organizationId, {
      email,
      externalId: `ada-${email}`,
      userProfile: { firstName: 'Ada', lastName: 'Lindqvist' },
      metadata: { team: 'robots' },
    });
    expect(user?.id).toMatch(/^usr_[0-9]{19}$/);
    expect(user?.environmentId).toMatch(/^env_[0-9]+$/);
    expect(user?.userProfile).toMatchObject({ givenName: 'Ada', firstName: 'Ada', name: 'Ada Lindqvist' });
    expect(user).toMatchObject({ externalId: `ada-${email}`, metadata: { team: 'robots' } });
    expect(user?.memberships).toMatchObject([
      { organizationId, membershipStatus: 3, roles: [{ name: 'member' }], provisioningMethod: 'invitation' },
    ]);
    const taken = { email: freshEmail(), externalId: `ada-${email}` };
    expect((await refusalOf(sdk.user.createUserAndMembership(organizationId, taken))).message).toContain(
      'external id already exists',
    );
    expect(await database.db.mailMessage.count({ where: { toAddress: email } })).toBe(1);
    const listed = await sdk.user.listOrganizationUsers(organizationId, {});
    expect(listed.users.map(({ id }) => id)).toEqual([user?.id]);
    const again = await refusalOf(sdk.user.createUserAndMembership(organizationId, { email }));
    expect(again.code).toBe('ALREADY_EXISTS');
    await sdk.user.deleteMembership(organizationId, user?.id ?? '');
    expect(await refusalOf(sdk.user.getUser(user?.id ?? ''))).toMatchObject({ code: 'NOT_FOUND' });
  });

  test('are reminded, invited anew after the end, and not once they have joined', async () => {
    const organizationId = await newOrganization();
    const email = freshEmail('eve');
    const { user } = await sdk.user.createUserAndMembership(organizationId, { email });
    const id = user?.id ?? '';
    const { invite } = await sdk.user.resendInvite(organizationId, id);
    expect(invite).toMatchObject({ organizationId, userId: id, status: 'PENDING_INVITE', resentCount: 1 });
    const where = { organizationId, email };
    await database.db.invitation.updateMany({ where, data: { expiresAt: new Date(Date.now() - 1000) } });
    const { user: late } = await sdk.user.getUser(id);
    expect(late?.memberships[0]?.membershipStatus).toBe(MembershipStatus.INVITE_EXPIRED);
    const renewed = await sdk.user.resendInvite(organizationId, id);
    expect(renewed.invite).toMatchObject({ status: 'PENDING_INVITE', resentCount: 2 });
    const [mail] = await database.db.mailMessage.findMany({ where: { toAddress: email } });
    expect(mail?.content).toMatchObject({ inviterName: 'Your application' });
    await database.db.invitation.updateMany({ where, data: { acceptedAt: new Date() } });
    await database.db.membership.updateMany({ where: { organizationId }, data: { status: 'ACTIVE' } });
    const refusal = await refusalOf(sdk.user.resendInvite(organizationId, id));
    expect(refusal).toEqual({ code: 'FAILED_PRECONDITION', message: expect.stringContaining('accepted') });
  });

  test('who are known already are invited to another organization, and keep their profile', async () => {
    const [first, second] = [await newOrganization(), await newOrganization()];
    const email = freshEmail('ada');
    const { user } = await sdk.user.createUserAndMembership(first, {
      email,
      userProfile: { firstName: 'Ada' },
    });
    const id = user?.id ?? '';
    const both = await sdk.user.createMembership(second, id, { roles: ['admin'] });
    expect(both.user?.userProfile?.givenName).toBe('Ada');
    expect(both.user?.memberships).toMatchObject([
      { organizationId: first, roles: [{ name: 'member' }] },
      { organizationId: second, roles: [{ name: 'admin' }] },
    ]);
    await sdk.user.updateMembership(second, id, { roles: ['member'] });
    const { user: changed } = await sdk.user.getUser(id);
    expect(changed?.memberships[1]?.roles).toMatchObject([{ name: 'member' }]);
  });

  test('get the default role when none is said', async () => {
    const organizationId = await newOrganization();
    const { user } = await sdk.user.createUserAndMembership(organizationId, { email: freshEmail() });
    expect(user?.memberships[0]?.roles).toMatchObject([{ name: 'member' }]);
    await sdk.user.assignUserRoles(organizationId, user?.id ?? '', ['admin']);
    const { roles } = await sdk.user.listUserRoles(organizationId, user?.id ?? '');
    expect(roles.map(({ name }) => name).sort()).toEqual(['admin', 'member']);
    await sdk.user.removeUserRole(organizationId, user?.id ?? '', 'member');
    const { permissions } = await sdk.user.listUserPermissions(organizationId, user?.id ?? '');
    expect(permissions.map(({ name }) => name)).toContain('members:manage');
  });
});

describe('what the SDK hides', () => {
  const plain = () => createClient(UserService, createGrpcTransport({ baseUrl: api.url }));

  test.each(['', 'Bearer', 'Bearer nonsense', 'Basic Zm9vOmJhcg=='])(
    'the authorization "%s" is UNAUTHENTICATED, with details',
    async (authorization) => {
      const headers = authorization ? { authorization } : {};
      const error = await errorOf(plain().listUsers({}, { headers }));
      expect(error.rawMessage).toBe('Send a valid access token.');
      const [info] = error.findDetails(ErrorInfoSchema);
      expect(info).toMatchObject({ errorCode: 'UNAUTHENTICATED' });
      expect(info?.requestInfo?.requestId).not.toBe('');
    },
  );

  test('a service and a method that are not answered are UNIMPLEMENTED, with details', async () => {
    const tools = createClient(ToolService, createGrpcTransport({ baseUrl: api.url }));
    const clients = createClient(ClientService, createGrpcTransport({ baseUrl: api.url }));
    const calls = [tools.listTools({}), clients.listScopes({})];
    for (const info of await Promise.all(calls.map(errorInfoOf)))
      expect(info).toMatchObject({ errorCode: 'UNIMPLEMENTED' });
  });

  test('a role that is asked for is given, and one that there is not refuses all', async () => {
    const organizationId = await newOrganization();
    const headers = { authorization: `Bearer ${await api.accessToken()}` };
    const ask = (email: string, name: string) =>
      plain().createUserAndMembership(
        { organizationId, user: { email, membership: { roles: [{ name }] } } },
        { headers },
      );
    const { user } = await ask(freshEmail(), 'admin');
    expect(user?.memberships[0]?.roles).toMatchObject([{ name: 'admin' }]);
    const email = freshEmail();
    expect((await errorInfoOf(ask(email, 'king'))).errorCode).toBe('INVALID_ARGUMENT');
    expect(await database.db.user.count({ where: { email } })).toBe(0);
  });

  test('a page that is too large is INVALID_ARGUMENT and names the field', async () => {
    const headers = { authorization: `Bearer ${await api.accessToken()}` };
    const request = { organizationId: 'org_1', pageSize: 101 };
    const info = await errorInfoOf(plain().listOrganizationUsers(request, { headers }));
    expect(info.errorCode).toBe('INVALID_ARGUMENT');
    expect(info.validationErrorInfo?.fieldViolations[0]?.field).toBe('page_size');
  });

  test('Connect over HTTP/1.1 reaches the same calls', async () => {
    const transport = createConnectTransport({ baseUrl: api.url, httpVersion: '1.1' });
    const headers = { authorization: `Bearer ${await api.accessToken()}` };
    const answer = await createClient(UserService, transport).listUsers({ pageSize: 1 }, { headers });
    expect(answer.totalSize).toBeGreaterThanOrEqual(0);
  });

  test('a token ends with its credential', async () => {
    const token = await api.accessToken();
    await database.db.client.update({ where: { id: api.clientId }, data: { apiAccess: false } });
    const call = plain().listUsers({}, { headers: { authorization: `Bearer ${token}` } });
    expect((await errorInfoOf(call)).errorCode).toBe('UNAUTHENTICATED');
    await database.db.client.update({ where: { id: api.clientId }, data: { apiAccess: true } });
  });
});

describe('the token endpoint', () => {
  test.each([
    [
      { grant_type: 'client_credentials', client_id: 'conformance', client_secret: 'wrong' },
      401,
      'invalid_client',
    ],
    [
      { grant_type: 'client_credentials', client_id: 'nobody', client_secret: 'wrong' },
      401,
      'invalid_client',
    ],
    [{ grant_type: 'client_credentials' }, 401, 'invalid_client'],
    [{ grant_type: 'password', client_id: 'conformance' }, 400, 'unsupported_grant_type'],
  ])('answers %o with %i %s', async (form, status, error) => {
    const answer = await fetch(`${api.url}/oauth/token`, { method: 'POST', body: new URLSearchParams(form) });
    expect(answer.status).toBe(status);
    expect(await answer.json()).toMatchObject({ error, error_description: expect.any(String) });
    expect(answer.headers.get('cache-control')).toBe('no-store');
  });

  test('takes the credential in the header too, and signs with a key that /keys shows', async () => {
    const basic = Buffer.from(`${api.clientId}:${encodeURIComponent(api.clientSecret)}`).toString('base64');
    const answer = await fetch(`${api.url}/oauth/token`, {
      method: 'POST',
      headers: { authorization: `Basic ${basic}` },
      body: new URLSearchParams({ grant_type: 'client_credentials' }),
    });
    const { access_token: token } = (await answer.json()) as { access_token: string };
    const header = JSON.parse(Buffer.from(token.split('.')[0] ?? '', 'base64url').toString());
    const { keys } = (await (await fetch(`${api.url}/keys`)).json()) as {
      keys: { kid: string; d?: string }[];
    };
    expect(keys.map(({ kid }) => kid)).toContain(header.kid);
    expect(keys.every((key) => key.d === undefined)).toBe(true);
  });
});
