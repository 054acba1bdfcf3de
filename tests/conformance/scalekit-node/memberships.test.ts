import { ScalekitClient } from '@scalekit-sdk/node';
import { MembershipStatus } from '@scalekit-sdk/node/lib/pkg/grpc/scalekit/v1/commons/commons_pb.js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { log } from '@/lib/log';
import { useDatabase } from '@/tests/database';
import { freshEmail } from '@/tests/factories/world';
import { refusalOf } from '../refusals';
import { type RunningApi, startApi } from '../start-api';

const database = useDatabase();
let api: RunningApi;
let sdk: ScalekitClient;

beforeAll(async () => {
  log.level = 'silent';
  api = await startApi(database.url);
  sdk = new ScalekitClient(api.url, api.clientId, api.clientSecret);
});
afterAll(() => api.stop());

async function newOrganization(): Promise<string> {
  return (await sdk.organization.createOrganization('Acme')).organization?.id ?? '';
}

describe('without an invitation', () => {
  test('a new person is a member at once, and no mail is sent', async () => {
    const organizationId = await newOrganization();
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
    const [first, second] = [await newOrganization(), await newOrganization()];
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
