import { createClient } from '@connectrpc/connect';
import { createGrpcTransport } from '@connectrpc/connect-node';
import type { ScalekitClient } from '@scalekit-sdk/node';
import { TimeUnit } from '@scalekit-sdk/node/lib/pkg/grpc/scalekit/v1/commons/commons_pb.js';
import {
  OrganizationService,
  SessionPolicyType,
} from '@scalekit-sdk/node/lib/pkg/grpc/scalekit/v1/organizations/organizations_pb.js';
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

async function plain() {
  const options = { headers: { authorization: `Bearer ${await api.accessToken()}` } };
  return { client: createClient(OrganizationService, createGrpcTransport({ baseUrl: api.url })), options };
}

describe('what an organization is known by', () => {
  test('is a slug and a logo, which are cleared by an empty text', async () => {
    const logoUrl = 'https://images.example.com/acme.png';
    const id = await newOrganization(sdk, { slug: 'acme.example', logoUrl });
    const { organization } = await sdk.organization.getOrganization(id);
    expect(organization).toMatchObject({ slug: 'acme.example', logoUrl });
    const taken = sdk.organization.createOrganization('Bolt', { slug: 'acme.example' });
    expect(await refusalOf(taken)).toMatchObject({ code: 'INVALID_ARGUMENT' });
    const cleared = await sdk.organization.updateOrganization(id, { slug: '', logoUrl: '' });
    expect(cleared.organization?.slug).toBeUndefined();
    expect(cleared.organization?.logoUrl).toBeUndefined();
    const insecure = sdk.organization.updateOrganization(id, {
      logoUrl: 'http://images.example.com/acme.png',
    });
    expect(await refusalOf(insecure)).toMatchObject({ code: 'INVALID_ARGUMENT' });
  });

  test('is an external id, by which it is changed, listed and deleted', async () => {
    const { client, options } = await plain();
    const id = await newOrganization(sdk, { externalId: 'customer-1' });
    await newOrganization(sdk, { externalId: 'customer-11' });
    const changed = await sdk.organization.updateOrganizationByExternalId('customer-1', {
      displayName: 'Bolt',
    });
    expect(changed.organization).toMatchObject({ id, displayName: 'Bolt', externalId: 'customer-1' });
    const listed = await client.listOrganization({ externalId: 'customer-1' }, options);
    expect(listed.organizations.map((one) => one.id)).toEqual([id]);
    expect(listed.totalSize).toBe(1);
    for (const query of [id, 'customer-1', 'bol'])
      expect((await sdk.organization.searchOrganization(query)).organizations.map((one) => one.id)).toEqual([
        id,
      ]);
    const identities = { case: 'externalId', value: 'customer-1' } as const;
    await client.deleteOrganization({ identities }, options);
    expect(await refusalOf(sdk.organization.getOrganization(id))).toMatchObject({ code: 'NOT_FOUND' });
  });

  test('is changed in what a mask names, sent or not', async () => {
    const { client, options } = await plain();
    const id = await newOrganization(sdk, { externalId: 'customer-2', slug: 'customer-2' });
    await sdk.organization.updateOrganization(id, { metadata: { plan: 'gold' } });
    const identities = { case: 'id', value: id } as const;
    const organization = { displayName: 'Masked', slug: 'not-named' };
    const updateMask = { paths: ['display_name', 'metadata'] };
    const changed = await client.updateOrganization({ identities, organization, updateMask }, options);
    expect(changed.organization).toMatchObject({
      displayName: 'Masked',
      slug: 'customer-2',
      externalId: 'customer-2',
      metadata: {},
    });
    const unknown = { identities, organization, updateMask: { paths: ['region_code'] } };
    expect((await errorInfoOf(client.updateOrganization(unknown, options))).errorCode).toBe(
      'INVALID_ARGUMENT',
    );
    const nameless = { identities, organization: {}, updateMask: { paths: ['display_name'] } };
    expect((await errorInfoOf(client.updateOrganization(nameless, options))).errorCode).toBe(
      'INVALID_ARGUMENT',
    );
  });
});

describe('the features of an organization', () => {
  const namesOn = (features: readonly { name: string; enabled: boolean }[] | undefined) =>
    features?.filter(({ enabled }) => enabled).map(({ name }) => name);

  test('are switched one by one, by either name of directories', async () => {
    const id = await newOrganization(sdk);
    const sso = { features: [{ name: 'sso', enabled: true }] };
    const { organization } = await sdk.organization.updateOrganizationSettings(id, sso);
    expect(organization?.settings?.features).toMatchObject([
      { name: 'sso', enabled: true },
      { name: 'dir_sync', enabled: false },
    ]);
    const both = { features: [{ name: 'directory_sync', enabled: true }] };
    await sdk.organization.updateOrganizationSettings(id, both);
    const off = { features: [{ name: 'sso', enabled: false }] };
    const last = await sdk.organization.updateOrganizationSettings(id, off);
    expect(namesOn(last.organization?.settings?.features)).toEqual(['dir_sync']);
  });

  test('that there are not are refused, with all that is sent beside them', async () => {
    const id = await newOrganization(sdk);
    const features = [
      { name: 'sso', enabled: true },
      { name: 'teleport', enabled: true },
    ];
    const refusal = await refusalOf(sdk.organization.updateOrganizationSettings(id, { features }));
    expect(refusal).toEqual({ code: 'INVALID_ARGUMENT', message: expect.stringContaining('teleport') });
    const { organization } = await sdk.organization.getOrganization(id);
    expect(namesOn(organization?.settings?.features)).toEqual([]);
  });
});

describe('the session policy of an organization', () => {
  test("is the application's until it has its own, which is told in minutes", async () => {
    const id = await newOrganization(sdk);
    const before = await sdk.organization.getOrganizationSessionPolicy(id);
    expect(before.policySource).toBe(SessionPolicyType.APPLICATION);
    expect(before.absoluteSessionTimeout).toBeUndefined();
    const policy = {
      policySource: 'CUSTOM',
      absoluteSessionTimeout: 8,
      absoluteSessionTimeoutUnit: 'HOURS',
      idleSessionTimeoutEnabled: true,
      idleSessionTimeout: 30,
      idleSessionTimeoutUnit: 'MINUTES',
    } as const;
    const expected = {
      policySource: SessionPolicyType.CUSTOM,
      absoluteSessionTimeout: 480,
      absoluteSessionTimeoutUnit: TimeUnit.MINUTES,
      idleSessionTimeoutEnabled: true,
      idleSessionTimeout: 30,
      idleSessionTimeoutUnit: TimeUnit.MINUTES,
    };
    expect(await sdk.organization.updateOrganizationSessionPolicy(id, policy)).toMatchObject(expected);
    expect(await sdk.organization.getOrganizationSessionPolicy(id)).toMatchObject(expected);
    const withoutIdle = { ...policy, idleSessionTimeoutEnabled: false };
    const updated = await sdk.organization.updateOrganizationSessionPolicy(id, withoutIdle);
    expect(updated).toMatchObject({ absoluteSessionTimeout: 480, idleSessionTimeoutEnabled: false });
    expect(updated.idleSessionTimeout).toBeUndefined();
    const reverted = await sdk.organization.updateOrganizationSessionPolicy(id, {
      policySource: 'APPLICATION',
    });
    expect(reverted.policySource).toBe(SessionPolicyType.APPLICATION);
  });

  test('is refused when it says too little or too much, and names the field', async () => {
    const { client, options } = await plain();
    const organizationId = await newOrganization(sdk);
    const custom = { organizationId, policySource: SessionPolicyType.CUSTOM };
    const refused = [
      [{ organizationId }, 'policy_source'],
      [custom, 'absolute_session_timeout'],
      [{ ...custom, absoluteSessionTimeout: 60, idleSessionTimeoutEnabled: true }, 'idle_session_timeout'],
      [{ ...custom, absoluteSessionTimeout: 5 }, 'absolute_session_timeout'],
      [{ ...custom, absoluteSessionTimeout: -1 }, 'absolute_session_timeout'],
      [
        { ...custom, absoluteSessionTimeout: 366, absoluteSessionTimeoutUnit: TimeUnit.DAYS },
        'absolute_session_timeout',
      ],
      [{ ...custom, absoluteSessionTimeout: 60, idleSessionTimeout: 0 }, 'idle_session_timeout'],
    ] as const;
    for (const [request, field] of refused) {
      const info = await errorInfoOf(client.updateOrganizationSessionPolicy(request, options));
      expect(info.validationErrorInfo?.fieldViolations.map((one) => one.field)).toEqual([field]);
    }
    const nowhere = sdk.organization.getOrganizationSessionPolicy('org_1000000000000000009');
    expect(await refusalOf(nowhere)).toMatchObject({ code: 'NOT_FOUND' });
  });

  test('is told beside that of the application', async () => {
    const { client, options } = await plain();
    const organizationId = await newOrganization(sdk);
    const { applicationPolicy } = await client.getApplicationSessionPolicy({ organizationId }, options);
    expect(applicationPolicy).toMatchObject({
      absoluteSessionTimeout: 30 * 1440,
      absoluteSessionTimeoutUnit: TimeUnit.MINUTES,
      idleSessionTimeoutEnabled: true,
      idleSessionTimeout: 14 * 1440,
      accessTokenExpiry: 5,
    });
  });
});

describe('the seats of an organization', () => {
  test('are told, and zero or nothing removes the limit', async () => {
    const { client, options } = await plain();
    const organizationId = await newOrganization(sdk);
    await sdk.organization.upsertUserManagementSettings(organizationId, { maxAllowedUsers: 1 });
    const { settings } = await sdk.organization.getOrganizationUserManagementSetting(organizationId);
    expect(settings?.maxAllowedUsers).toBe(1);
    const add = () =>
      sdk.user.createUserAndMembership(organizationId, { email: freshEmail(), sendInvitationEmail: false });
    await add();
    expect(await refusalOf(add())).toMatchObject({ code: 'FAILED_PRECONDITION' });
    const zero = { organizationId, settings: { maxAllowedUsers: 0 } };
    const unlimited = await client.upsertUserManagementSettings(zero, options);
    expect(unlimited.settings?.maxAllowedUsers).toBeUndefined();
    await add();
    const tooFew = sdk.organization.upsertUserManagementSettings(organizationId, { maxAllowedUsers: 1 });
    expect(await refusalOf(tooFew)).toMatchObject({ code: 'INVALID_ARGUMENT' });
    await sdk.organization.upsertUserManagementSettings(organizationId, { maxAllowedUsers: 5 });
    await sdk.organization.upsertUserManagementSettings(organizationId, {});
    const after = await sdk.organization.getOrganizationUserManagementSetting(organizationId);
    expect(after.settings?.maxAllowedUsers).toBeUndefined();
  });
});
