import { beforeAll, describe, expect, test } from 'vitest';
import { inviteMemberSchema } from '@/lib/invitations/invitation.schema';
import { inviteMember } from '@/lib/invitations/invite-member';
import { useDatabase } from '@/tests/database';
import { createSsoOrganization, makeCompleteConnection } from '@/tests/factories/connections';
import { createTestDirectory } from '@/tests/factories/directories';
import { createMember } from '@/tests/factories/members';
import {
  contextFor,
  createStaff,
  createTestOrganization,
  freshEmail,
  memberRoleId,
  testNow,
} from '@/tests/factories/world';
import { switchConnection } from '../connections/switch-connection';
import { createOrganization } from './create-organization';
import { listOrganizations } from './list-organizations';
import { listOrganizationsSchema } from './organization-list.schema';

const database = useDatabase();
const names = ['Acme Robotics', 'acorn', 'Bolt 100%', 'Ünal', 'Zebra'];
const ids = new Map<string, string>();

async function list(input: object, size?: number) {
  const ctx = contextFor(database.db, await createStaff(database.db));
  return listOrganizations(ctx, listOrganizationsSchema.parse(input), size);
}

async function listNames(input: object) {
  return (await list(input)).rows.map((row) => row.name);
}

beforeAll(async () => {
  const staff = await createStaff(database.db);
  for (const [index, name] of [...names].reverse().entries()) {
    const ctx = contextFor(database.db, staff, new Date(testNow.getTime() + index * 1000));
    ids.set(name, (await createOrganization(ctx, { name, externalId: `customer-${name}` })).id);
  }
  const acme = ids.get('Acme Robotics') ?? '';
  await createMember(database.db, acme);
  for (const expiresInSeconds of [300, 86_400]) {
    const input = { organizationId: acme, email: freshEmail(), roleIds: [memberRoleId], expiresInSeconds };
    await inviteMember(contextFor(database.db, staff), inviteMemberSchema.parse(input));
  }
});

describe('the list of organizations', () => {
  test('is in the order of names without regard to capitals', async () => {
    expect(await listNames({})).toEqual(['Acme Robotics', 'acorn', 'Bolt 100%', 'Zebra', 'Ünal']);
    expect(await listNames({ direction: 'desc' })).toEqual([
      'Ünal',
      'Zebra',
      'Bolt 100%',
      'acorn',
      'Acme Robotics',
    ]);
  });

  test('can be in the order of creation or of people', async () => {
    expect(await listNames({ sort: 'created' })).toEqual([...names].reverse());
    expect((await listNames({ sort: 'people', direction: 'desc' }))[0]).toBe('Acme Robotics');
  });

  test.each([
    ['any part of a name', 'ROBOT', ['Acme Robotics']],
    ['the beginning of a name by one letter', 'a', ['Acme Robotics', 'acorn']],
    ['letters with accents in any case', 'ünal', ['Ünal']],
    ['wildcards literally', '0%', []],
    ['a percent sign within', '00%', ['Bolt 100%']],
    ['the external id, exactly', 'customer-Zebra', ['Zebra']],
    ['nothing by a part of the external id', 'customer-', []],
  ])('finds %s', async (_, search, found) => {
    expect(await listNames({ search })).toEqual(found);
  });

  test('finds an organization by its id', async () => {
    expect(await listNames({ search: ids.get('Zebra') })).toEqual(['Zebra']);
  });

  test.each(['name', 'created', 'people'])('by %s pages forwards and back without gaps', async (sort) => {
    const all = await listNames({ sort });
    let page = await list({ sort }, 2);
    const seen = page.rows.map((row) => row.name);
    while (page.next) {
      page = await list({ sort, cursor: page.next }, 2);
      seen.push(...page.rows.map((row) => row.name));
    }
    expect(seen).toEqual(all);
    const before = await list({ sort, cursor: page.previous }, 2);
    expect(before.rows.map((row) => row.name)).toEqual(all.slice(2, 4));
  });

  test('begins at the first page when the cursor was made for another order', async () => {
    const { next } = await list({ sort: 'created' }, 2);
    expect((await list({ sort: 'name', cursor: next })).rows).toHaveLength(names.length);
  });

  test('counts pending people, and as used only seats that have not expired', async () => {
    const later = contextFor(
      database.db,
      await createStaff(database.db),
      new Date(testNow.getTime() + 3_600_000),
    );
    const { rows } = await listOrganizations(later, listOrganizationsSchema.parse({ search: 'acme' }));
    expect(rows).toMatchObject([{ seatsUsed: 2, seatsCap: null, pendingCount: 2 }]);
  });

  test('is for staff only', async () => {
    const { actor } = await createMember(database.db, ids.get('Zebra') ?? '');
    const nobody = contextFor(database.db);
    const input = listOrganizationsSchema.parse({});
    await expect(listOrganizations(contextFor(database.db, actor), input)).rejects.toMatchObject({
      code: 'forbidden',
    });
    await expect(listOrganizations(nobody, input)).rejects.toMatchObject({ code: 'unauthenticated' });
  });
});

describe('single sign-on in the list of organizations', () => {
  test('is none, begun, or on, which the vendor’s decision can take back', async () => {
    const { organizationId, staff } = await createSsoOrganization(database.db);
    const sso = async () => {
      const page = await listOrganizations(staff, listOrganizationsSchema.parse({ search: organizationId }));
      return page.rows.map((row) => row.sso);
    };
    expect(await sso()).toEqual(['none']);
    const ref = await makeCompleteConnection(staff, organizationId);
    expect(await sso()).toEqual(['begun']);
    await switchConnection(staff, { ...ref, enabled: true });
    expect(await sso()).toEqual(['on']);
    await database.db.organization.update({ where: { id: organizationId }, data: { ssoEnabled: false } });
    expect(await sso()).toEqual(['begun']);
  });
});

test('a directory in the list of organizations is none, begun, or on', async () => {
  const { organizationId, staff } = await createTestOrganization(database.db);
  const scim = async () => {
    const page = await listOrganizations(staff, listOrganizationsSchema.parse({ search: organizationId }));
    return page.rows.map((row) => row.scim);
  };
  expect(await scim()).toEqual(['none']);
  const { directoryId } = await createTestDirectory(database.db, { organizationId, enabled: false });
  expect(await scim()).toEqual(['begun']);
  await database.db.directory.update({ where: { id: directoryId }, data: { enabled: true } });
  expect(await scim()).toEqual(['on']);
});
