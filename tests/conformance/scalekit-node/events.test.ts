import { randomUUID } from 'node:crypto';
import { create, fromJson, type JsonObject } from '@bufbuild/protobuf';
import { timestampFromDate } from '@bufbuild/protobuf/wkt';
import { createClient } from '@connectrpc/connect';
import { createGrpcTransport } from '@connectrpc/connect-node';
import type { ScalekitClient } from '@scalekit-sdk/node';
import {
  EventsService,
  ObjectType,
  type ScalekitEvent,
  Source,
} from '@scalekit-sdk/node/lib/pkg/grpc/scalekit/v1/events/events_pb.js';
import { OrganizationSchema } from '@scalekit-sdk/node/lib/pkg/grpc/scalekit/v1/organizations/organizations_pb.js';
import {
  CreatePermissionSchema,
  CreateRoleSchema,
  PermissionSchema,
  RoleSchema,
} from '@scalekit-sdk/node/lib/pkg/grpc/scalekit/v1/roles/roles_pb.js';
import {
  CreateUserAndMembershipRequestSchema,
  UserSchema,
  UserService,
} from '@scalekit-sdk/node/lib/pkg/grpc/scalekit/v1/users/users_pb.js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { useDatabase } from '@/tests/database';
import { freshEmail } from '@/tests/factories/world';
import type { RunningApi } from '../start-api';
import { startSdk } from '../start-sdk';

const database = useDatabase();
let api: RunningApi;
let sdk: ScalekitClient;
let token: string;

beforeAll(async () => {
  ({ api, sdk } = await startSdk(database.url));
  token = await api.accessToken();
});
afterAll(() => api.stop());

const raw = () => createClient(EventsService, createGrpcTransport({ baseUrl: api.url }));
const credential = () => ({ headers: { authorization: `Bearer ${token}` } });

async function newOrganization(): Promise<string> {
  const { organization } = await sdk.organization.createOrganization('Acme', {
    slug: `acme-${randomUUID()}`,
  });
  return organization?.id ?? '';
}

const profile = {
  givenName: 'Ada',
  familyName: 'Lindqvist',
  picture: 'https://example.com/ada.png',
  metadata: { desk: 'north' },
  customAttributes: { shift: 'early' },
  groups: ['pilots'],
};

/** The SDK sends only names of a profile; others send all of it. */
async function newUser(organizationId: string): Promise<string> {
  const users = createClient(UserService, createGrpcTransport({ baseUrl: api.url }));
  const person = { email: freshEmail('ada'), userProfile: profile };
  const request = create(CreateUserAndMembershipRequestSchema, {
    organizationId,
    user: { ...person, membership: { metadata: { team: 'robots' } } },
  });
  const { user } = await users.createUserAndMembership(request, credential());
  return user?.id ?? '';
}

async function eventsOf(organizationId: string): Promise<readonly ScalekitEvent[]> {
  const { events } = await sdk.events.listEventsPaginated(100, '', { organizationId });
  return events;
}

const types = (events: readonly ScalekitEvent[]) => events.map(({ type }) => type);

describe('events', () => {
  test('are listed from the newest on, with what they are about', async () => {
    const organizationId = await newOrganization();
    await newUser(organizationId);
    const events = await eventsOf(organizationId);
    expect(types(events)).toEqual(['user.organization_invitation', 'organization.created']);
    expect(events[1]).toMatchObject({
      specVersion: '1',
      id: expect.stringMatching(/^evt_[0-9]{19}$/),
      environmentId: expect.stringMatching(/^env_[0-9]+$/),
      organizationId,
      object: ObjectType.Organization,
      displayName: 'Organization created',
      data: expect.objectContaining({ id: organizationId, display_name: 'Acme' }),
    });
    expect(events[0]?.object).toBe(ObjectType.OrgMembershipEvent);
  });

  test('are filtered by type, time and source', async () => {
    const organizationId = await newOrganization();
    await newUser(organizationId);
    const list = (filter: object) =>
      raw().listEvents({ filter: { organizationId, ...filter } }, credential());
    const created = await list({ eventTypes: ['organization.created'] });
    expect([types(created.events), created.totalSize]).toEqual([['organization.created'], 1]);
    expect((await list({ eventTypes: ['organization.domain_created'] })).events).toEqual([]);
    const at = created.events[0]?.occurredAt;
    if (!at) throw new Error('It has no time.');
    expect(types((await list({ startTime: at, endTime: at })).events)).toContain('organization.created');
    expect((await list({ endTime: timestampFromDate(new Date(Date.now() - 3_600_000)) })).events).toEqual([]);
    expect((await list({ startTime: timestampFromDate(new Date(Date.now() + 60_000)) })).events).toEqual([]);
    expect((await list({ source: Source.SCALEKIT })).events).toHaveLength(2);
    expect((await list({ source: Source.DIR_SYNC })).events).toEqual([]);
    expect((await list({ connectionId: 'conn_1' })).events).toEqual([]);
  });

  test('come in pages that survive what happens meanwhile', async () => {
    const organizationId = await newOrganization();
    for (let count = 1; count <= 4; count += 1)
      await sdk.organization.updateOrganization(organizationId, { displayName: `Acme ${count}` });
    const filter = { organizationId };
    const first = await raw().listEventsPaginated({ filter, pageSize: 2 }, credential());
    await sdk.organization.updateOrganization(organizationId, { displayName: 'Acme 5' });
    const pageToken = first.nextPageToken;
    const second = await raw().listEventsPaginated({ filter, pageSize: 2, pageToken }, credential());
    const names = [...first.events, ...second.events].map(({ data }) => data?.display_name);
    expect(names).toEqual(['Acme 4', 'Acme 3', 'Acme 2', 'Acme 1']);
    const back = { filter, pageSize: 2, pageToken: second.prevPageToken };
    expect((await raw().listEventsPaginated(back, credential())).events).toEqual(first.events);
  });

  test('are at their address over plain HTTP', async () => {
    const organizationId = await newOrganization();
    const response = await fetch(`${api.url}/api/v1/events?page_size=5`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}` },
      body: JSON.stringify({ organization_id: organizationId, event_types: ['organization.created'] }),
    });
    const body = await response.json();
    expect([response.status, body.events.length, body.total_size]).toEqual([200, 1, 1]);
    expect(body.events[0]).toMatchObject({ type: 'organization.created', object: 'Organization' });
  });

  test('are for programs alone, and cannot be sent', async () => {
    await expect(raw().listEvents({})).rejects.toMatchObject({ rawMessage: 'Send a valid access token.' });
    const sent = raw().sendCustomEvent({ eventType: 'clicked' }, credential());
    await expect(sent).rejects.toMatchObject({ rawMessage: expect.stringContaining('does not answer') });
  });
});

describe('the data of an event is what the API says of', () => {
  const known = { ignoreUnknownFields: true };
  async function dataOf(organizationId: string, type: string): Promise<JsonObject> {
    const event = (await eventsOf(organizationId)).find((one) => one.type === type);
    if (!event?.data) throw new Error(`There is no ${type}.`);
    return event.data;
  }

  test('an organization', async () => {
    const id = await newOrganization();
    const { organization } = await sdk.organization.getOrganization(id);
    expect(fromJson(OrganizationSchema, await dataOf(id, 'organization.created'))).toEqual(organization);
    await sdk.organization.updateOrganizationSettings(id, { features: [{ name: 'sso', enabled: true }] });
    const changed = await sdk.organization.getOrganization(id);
    expect(changed.organization?.settings?.features[0]?.enabled).toBe(true);
    const told = fromJson(OrganizationSchema, await dataOf(id, 'organization.updated'));
    expect(told).toEqual(changed.organization);
  });

  test('a person with a membership', async () => {
    const organizationId = await newOrganization();
    const userId = await newUser(organizationId);
    const data = await dataOf(organizationId, 'user.organization_invitation');
    const { membership, ...person } = data.user as JsonObject;
    const told = fromJson(UserSchema, { ...person, memberships: [membership ?? null] });
    expect(told).toEqual((await sdk.user.getUser(userId)).user);
    expect(told.userProfile).toMatchObject(profile);
  });

  test('a role and a permission', async () => {
    await sdk.permission.createPermission(
      create(CreatePermissionSchema, { name: 'report:read', description: 'Read reports' }),
    );
    const base = { description: '', permissions: ['report:read'] };
    await sdk.role.createRole(create(CreateRoleSchema, { name: 'auditor', displayName: 'Auditor', ...base }));
    const { events } = await raw().listEvents({ pageSize: 10 }, credential());
    const find = (type: string) => events.find((one) => one.type === type)?.data ?? {};
    const { permission } = await sdk.permission.getPermission('report:read');
    expect(fromJson(PermissionSchema, find('permission.created'))).toEqual(permission);
    const { role } = await sdk.role.getRole('auditor');
    expect(fromJson(RoleSchema, find('role.created'), known)).toEqual(role);
  });
});
