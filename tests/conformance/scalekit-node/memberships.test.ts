import { createClient } from '@connectrpc/connect';
import { createGrpcTransport } from '@connectrpc/connect-node';
import type { ScalekitClient } from '@scalekit-sdk/node';
import { MembershipStatus } from '@scalekit-sdk/node/lib/pkg/grpc/scalekit/v1/commons/commons_pb.js';
import { UserService } from '@scalekit-sdk/node/lib/pkg/grpc/scalekit/v1/users/users_pb.js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { useDatabase } from '@/tests/database';
import { freshEmail } from '@/tests/factories/world';
import { errorInfoOf, refusalOf } from '../refusals';
import type { RunningApi } from '../start-api';
import { newOrganization, startSdk } from '../start-sdk';

const database = useDatabase();
let api: RunningApi;
let sdk: ScalekitClient;

beforeAll(async () => {
  ({ api, sdk } = await startSdk(database.url));
});
afterAll(() => api.stop());

describe('without an invitation', () => {
  test('a new person is a member at once, and no mail is sent', async () => {
    const organizationId = await newOrganization(sdk);
    const email = freshEmail();
    const options = { email, sendInvitationEmail: false };
    const { user } = await sdk.user.createUserAndMembership(organizationId, options);
    expect(user?.memberships).toMatchObject([
      {
        organizationId,
        membershipStatus: MembershipStatus.ACTIVE,
        provisioningMethod: 'direct_provision',
        roles: [{ name: 'member' }],
      },
    ]);
    expect(user?.memberships[0]?.joinTime).toBeDefined();
    expect(user?.memberships[0]?.expiresAt).toBeUndefined();
    expect(user?.userProfile?.emailVerified).toBe(false);
    expect(await database.db.mailMessage.count({ where: { toAddress: email } })).toBe(0);
    expect(await refusalOf(sdk.user.createUserAndMembership(organizationId, options))).toMatchObject({
      code: 'ALREADY_EXISTS',
      message: expect.stringContaining('already a member'),
    });
    const id = user?.id ?? '';
    expect(await refusalOf(sdk.user.resendInvite(organizationId, id))).toMatchObject({
      code: 'FAILED_PRECONDITION',
    });
  });

  test('a known person is a member of another organization at once, with the role that is asked for', async () => {
    const [first, second] = [await newOrganization(sdk), await newOrganization(sdk)];
    const { user } = await sdk.user.createUserAndMembership(first, { email: freshEmail() });
    const id = user?.id ?? '';
    const options = { roles: ['admin'], sendInvitationEmail: false };
    const added = await sdk.user.createMembership(second, id, options);
    expect(added.user?.memberships).toMatchObject([
      { organizationId: first, membershipStatus: MembershipStatus.PENDING_INVITE },
      { organizationId: second, membershipStatus: MembershipStatus.ACTIVE, roles: [{ name: 'admin' }] },
    ]);
    const pending = sdk.user.createMembership(first, id, { sendInvitationEmail: false });
    expect(await refusalOf(pending)).toMatchObject({
      code: 'ALREADY_EXISTS',
      message: expect.stringContaining('already invited'),
    });
  });
});

describe('what the application keeps beside a membership', () => {
  test('is kept from the start, replaced by an update of its own, and stays when roles change', async () => {
    const [first, second] = [await newOrganization(sdk), await newOrganization(sdk)];
    const { user } = await sdk.user.createUserAndMembership(first, { email: freshEmail() });
    const id = user?.id ?? '';
    const created = await sdk.user.createMembership(second, id, {
      metadata: { team: 'robots', desk: '4th' },
    });
    expect(created.user?.memberships[1]?.metadata).toEqual({ team: 'robots', desk: '4th' });
    const updated = await sdk.user.updateMembership(second, id, { metadata: { team: 'sales' } });
    expect(updated.user?.memberships[1]).toMatchObject({
      metadata: { team: 'sales' },
      roles: [{ name: 'member' }],
    });
    await sdk.user.updateMembership(second, id, { roles: ['admin'] });
    const { user: shown } = await sdk.user.getUser(id);
    expect(shown?.memberships[1]).toMatchObject({ metadata: { team: 'sales' }, roles: [{ name: 'admin' }] });
    const nowhere = await newOrganization(sdk);
    const foreign = sdk.user.updateMembership(nowhere, id, { metadata: { team: 'sales' } });
    expect(await refusalOf(foreign)).toMatchObject({ code: 'NOT_FOUND' });
  });
});

describe('the roles of a member', () => {
  test('may all be taken away, which gives no default back, and be given again', async () => {
    const organizationId = await newOrganization(sdk);
    const options = { email: freshEmail(), sendInvitationEmail: false };
    const { user } = await sdk.user.createUserAndMembership(organizationId, options);
    const id = user?.id ?? '';
    await sdk.user.removeUserRole(organizationId, id, 'member');
    expect((await sdk.user.listUserRoles(organizationId, id)).roles).toEqual([]);
    expect((await sdk.user.listUserPermissions(organizationId, id)).permissions).toEqual([]);
    const { user: shown } = await sdk.user.getUser(id);
    expect(shown?.memberships).toMatchObject([{ membershipStatus: MembershipStatus.ACTIVE, roles: [] }]);
    const again = sdk.user.removeUserRole(organizationId, id, 'member');
    expect(await refusalOf(again)).toMatchObject({ code: 'NOT_FOUND' });
    const { roles } = await sdk.user.assignUserRoles(organizationId, id, ['admin']);
    expect(roles.map(({ name }) => name)).toEqual(['admin']);
    const last = sdk.user.removeUserRole(organizationId, id, 'admin');
    expect(await refusalOf(last)).toMatchObject({
      code: 'FAILED_PRECONDITION',
      message: expect.stringContaining('only admin'),
    });
  });

  test('are told by a name with a dash too, where there is one from before', async () => {
    const organizationId = await newOrganization(sdk);
    const role = { id: 'role_1500000000000000001', name: 'night-shift', displayName: 'Night shift' };
    await database.db.role.create({ data: { ...role, organizationId } });
    const options = { email: freshEmail(), sendInvitationEmail: false };
    const { user } = await sdk.user.createUserAndMembership(organizationId, options);
    const id = user?.id ?? '';
    const { roles } = await sdk.user.assignUserRoles(organizationId, id, ['night-shift']);
    expect(roles.map(({ name }) => name).sort()).toEqual(['member', 'night-shift']);
    await sdk.user.removeUserRole(organizationId, id, 'night-shift');
    expect((await sdk.user.listUserRoles(organizationId, id)).roles).toMatchObject([{ name: 'member' }]);
  });
});

describe('what the SDK does not ask for', () => {
  async function plain() {
    const options = { headers: { authorization: `Bearer ${await api.accessToken()}` } };
    return { client: createClient(UserService, createGrpcTransport({ baseUrl: api.url })), options };
  }

  test('an invitation in the name of a member says so in the mail and in the answers', async () => {
    const { client, options } = await plain();
    const organizationId = await newOrganization(sdk);
    const inviterEmail = freshEmail('ada');
    const ada = { email: inviterEmail, userProfile: { givenName: 'Ada', familyName: 'Lindqvist' } };
    const asMember = { organizationId, user: ada, sendInvitationEmail: false };
    await client.createUserAndMembership(asMember, options);
    const email = freshEmail();
    const user = { email, membership: { inviterEmail, metadata: { team: 'robots' } } };
    const { user: invited } = await client.createUserAndMembership({ organizationId, user }, options);
    expect(invited?.memberships).toMatchObject([{ inviterEmail, metadata: { team: 'robots' } }]);
    const [mail] = await database.db.mailMessage.findMany({ where: { toAddress: email } });
    expect(mail?.content).toMatchObject({ inviterName: 'Ada Lindqvist' });
    const { invite } = await client.resendInvite({ organizationId, id: invited?.id ?? '' }, options);
    expect(invite).toMatchObject({ inviterEmail, status: 'PENDING_INVITE' });
  });

  test('an invitation in the name of a stranger is INVALID_ARGUMENT, names the field and invites nobody', async () => {
    const { client, options } = await plain();
    const organizationId = await newOrganization(sdk);
    const email = freshEmail();
    const user = { email, membership: { inviterEmail: freshEmail('stranger') } };
    const info = await errorInfoOf(client.createUserAndMembership({ organizationId, user }, options));
    expect(info.errorCode).toBe('INVALID_ARGUMENT');
    expect(info.validationErrorInfo?.fieldViolations.map(({ field }) => field)).toEqual(['inviter_email']);
    expect(await database.db.user.count({ where: { email } })).toBe(0);
  });
});
