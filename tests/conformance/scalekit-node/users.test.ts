import { createClient } from '@connectrpc/connect';
import { createGrpcTransport } from '@connectrpc/connect-node';
import type { ScalekitClient } from '@scalekit-sdk/node';
import { UserService } from '@scalekit-sdk/node/lib/pkg/grpc/scalekit/v1/users/users_pb.js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { useDatabase } from '@/tests/database';
import { createSession } from '@/tests/factories/members';
import { createStaff, freshEmail } from '@/tests/factories/world';
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

async function newUser(organizationId: string, externalId?: string): Promise<string> {
  const options = { email: freshEmail(), ...(externalId && { externalId }) };
  return (await sdk.user.createUserAndMembership(organizationId, options)).user?.id ?? '';
}

async function plain() {
  const options = { headers: { authorization: `Bearer ${await api.accessToken()}` } };
  return { client: createClient(UserService, createGrpcTransport({ baseUrl: api.url })), options };
}

const profile = {
  givenName: 'Ada',
  familyName: 'Lindqvist',
  name: 'Ada L.',
  locale: 'sv-SE',
  phoneNumber: '+46701234567',
  preferredUsername: 'ada',
  picture: 'https://images.example.com/ada.png',
  gender: 'female',
  groups: ['robots', 'sales'],
  metadata: { source: 'import' },
  customAttributes: { desk: '4th floor' },
};

describe('the profile of a user', () => {
  test('is kept as it was sent, and shown with the names that older clients read', async () => {
    const { client, options } = await plain();
    const organizationId = await newOrganization(sdk);
    const user = { email: freshEmail(), userProfile: profile };
    const { user: created } = await client.createUserAndMembership({ organizationId, user }, options);
    const older = { firstName: 'Ada', lastName: 'Lindqvist', emailVerified: false };
    expect(created?.userProfile).toMatchObject({ ...profile, ...older, id: created?.id });
    const { user: read } = await sdk.user.getUser(created?.id ?? '');
    expect(read?.userProfile).toEqual(created?.userProfile);
  });

  test('is changed in what is sent alone, by either id', async () => {
    const { client, options } = await plain();
    const organizationId = await newOrganization(sdk);
    const user = {
      email: freshEmail(),
      externalId: 'ada-7',
      userProfile: profile,
      metadata: { plan: 'gold' },
    };
    const { user: created } = await client.createUserAndMembership({ organizationId, user }, options);
    const id = created?.id ?? '';
    const updated = await sdk.user.updateUser(id, { userProfile: { firstName: 'Ida' } });
    expect(updated.user?.userProfile).toMatchObject({ ...profile, givenName: 'Ida', firstName: 'Ida' });
    expect(updated.user).toMatchObject({ metadata: { plan: 'gold' }, externalId: 'ada-7' });
    const identities = { case: 'externalId', value: 'ada-7' } as const;
    const change = { metadata: { team: 'x' }, userProfile: { locale: '', groups: ['board'] } };
    const { user: changed } = await client.updateUser({ identities, user: change }, options);
    expect(changed).toMatchObject({ id, metadata: { team: 'x' } });
    const expected = {
      givenName: 'Ida',
      locale: '',
      groups: ['board'],
      customAttributes: { desk: '4th floor' },
    };
    expect(changed?.userProfile).toMatchObject(expected);
  });

  test('takes another external id, but not one that is taken', async () => {
    const organizationId = await newOrganization(sdk);
    const [first, second] = [await newUser(organizationId, 'first'), await newUser(organizationId)];
    const refusal = await refusalOf(sdk.user.updateUser(second, { externalId: 'first' }));
    expect(refusal).toEqual({
      code: 'INVALID_ARGUMENT',
      message: expect.stringContaining('external id already exists'),
    });
    await sdk.user.updateUser(first, { externalId: 'moved' });
    await sdk.user.updateUser(second, { externalId: 'first' });
    expect((await sdk.user.getUser(second)).user?.externalId).toBe('first');
  });

  test('is refused with more than the descriptor allows, and names the field', async () => {
    const { client, options } = await plain();
    const id = await newUser(await newOrganization(sdk));
    const identities = { case: 'id', value: id } as const;
    const userProfile = { givenName: 'a'.repeat(256) };
    const info = await errorInfoOf(client.updateUser({ identities, user: { userProfile } }, options));
    expect(info.validationErrorInfo?.fieldViolations[0]?.field).toBe('user.user_profile.given_name');
    const nobody = await errorInfoOf(client.updateUser({ user: {} }, options));
    expect(nobody.errorCode).toBe('INVALID_ARGUMENT');
  });
});

describe('searching users', () => {
  test('finds them by any part of address and name, and by their ids', async () => {
    const { client, options } = await plain();
    const organizationId = await newOrganization(sdk);
    const email = freshEmail('quixote');
    const user = { email, externalId: 'Knight-1', userProfile: { familyName: 'Mancha' } };
    const { user: created } = await client.createUserAndMembership({ organizationId, user }, options);
    const id = created?.id ?? '';
    await newUser(organizationId);
    for (const query of ['UIXO', 'ancha', id, 'Knight-1']) {
      const everywhere = await client.searchUsers({ query }, options);
      expect(everywhere.users.map((one) => one.id)).toEqual([id]);
      const within = await client.searchOrganizationUsers({ organizationId, query }, options);
      expect(within).toMatchObject({ totalSize: 1, users: [{ id }] });
    }
    const elsewhere = await newOrganization(sdk);
    const none = await client.searchOrganizationUsers({ organizationId: elsewhere, query: id }, options);
    expect(none.users).toEqual([]);
    const short = await errorInfoOf(client.searchUsers({ query: 'ab' }, options));
    expect(short.errorCode).toBe('INVALID_ARGUMENT');
  });
});

describe('deleting a user', () => {
  test('ends everything of theirs, by either id', async () => {
    const { client, options } = await plain();
    const [one, other] = [await newOrganization(sdk), await newOrganization(sdk)];
    const id = await newUser(one, 'leaving');
    await sdk.user.createMembership(other, id, { sendInvitationEmail: false });
    const sessionId = await createSession(database.db, id);
    await sdk.user.deleteUser(id);
    expect(await refusalOf(sdk.user.getUser(id))).toMatchObject({ code: 'NOT_FOUND' });
    expect(await refusalOf(sdk.user.deleteUser(id))).toMatchObject({ code: 'NOT_FOUND' });
    for (const organizationId of [one, other])
      expect((await sdk.user.listOrganizationUsers(organizationId, {})).users).toEqual([]);
    expect(await database.db.session.count({ where: { id: sessionId } })).toBe(0);
    await newUser(one, 'leaving');
    await client.deleteUser({ identities: { case: 'externalId', value: 'leaving' } }, options);
    expect((await sdk.user.listOrganizationUsers(one, {})).users).toEqual([]);
  });

  test('is refused for the only admin of an organization, and for the staff', async () => {
    const organizationId = await newOrganization(sdk);
    const { user } = await sdk.user.createUserAndMembership(organizationId, {
      email: freshEmail(),
      sendInvitationEmail: false,
    });
    await sdk.user.updateMembership(organizationId, user?.id ?? '', { roles: ['admin'] });
    expect(await refusalOf(sdk.user.deleteUser(user?.id ?? ''))).toMatchObject({
      code: 'FAILED_PRECONDITION',
      message: expect.stringContaining('only admin'),
    });
    const { userId } = await createStaff(database.db, 'OWNER');
    expect(await refusalOf(sdk.user.deleteUser(userId))).toMatchObject({ code: 'PERMISSION_DENIED' });
  });
});
