import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { addSeconds } from '@/lib/clock';
import { inviteMemberSchema } from '@/lib/invitations/invitation.schema';
import { inviteMember } from '@/lib/invitations/invite-member';
import { useDatabase } from '@/tests/database';
import { createMember, createPerson, createSession } from '@/tests/factories/members';
import { programFor, provision } from '@/tests/factories/programs';
import {
  contextFor,
  createStaff,
  createTestOrganization,
  freshEmail,
  memberRoleId,
  testNow,
} from '@/tests/factories/world';
import { getUser } from './get-user';
import { listUsers } from './list-users';
import { listUsersSchema } from './user.schema';

const database = useDatabase();

async function list(input: object, size?: number) {
  const staff = contextFor(database.db, await createStaff(database.db));
  return listUsers(staff, listUsersSchema.parse(input), size);
}

async function found(search: string) {
  return (await list({ search })).rows.map((row) => row.email);
}

/** People with one word in their addresses that no other test has. */
async function createPeople(count: number) {
  const word = `w${randomUUID().slice(0, 8)}`;
  const emails = Array.from({ length: count }, (_, index) => `p${index}.${word}@example.com`);
  for (const email of emails) await createPerson(database.db, email);
  return { word, emails };
}

describe('the list of people', () => {
  test('finds any part of an address or a name at once, without regard to capitals', async () => {
    const { word, emails } = await createPeople(1);
    const data = { name: 'Zoë 100%', givenName: `Given${word}`, familyName: 'Family' };
    await database.db.user.updateMany({ where: { email: emails[0] ?? '' }, data });
    expect(await found(word.slice(2).toUpperCase())).toEqual(emails);
    expect(await found(`given${word}`)).toEqual(emails);
    expect(await found('zoë 100%')).toEqual(emails);
    expect(await found('zoë 1_0')).toEqual([]);
  });

  test('is whole where an address asks for what makes no sense', async () => {
    const staff = contextFor(database.db, await createStaff(database.db));
    const odd = { search: 'a\0b', sort: ['x'], direction: 7, cursor: '%' };
    const shown = await listUsers(staff, listUsersSchema.parse(odd));
    expect(shown).toEqual(await listUsers(staff, listUsersSchema.parse({})));
  });

  test('by one or two characters finds how an address begins', async () => {
    const email = `qx.${randomUUID().slice(0, 8)}@example.com`;
    await createPerson(database.db, email);
    expect(await found('QX')).toEqual([email]);
    expect(await found('x.')).toEqual([]);
  });

  test.each([
    ['newest first', { sort: 'created', direction: 'desc' }, [3, 2, 1, 0]],
    ['oldest first', { sort: 'created', direction: 'asc' }, [0, 1, 2, 3]],
    ['by address', { sort: 'address', direction: 'asc' }, [0, 1, 2, 3]],
  ])('pages %s, forwards and back', async (_, order, expected) => {
    const { word, emails } = await createPeople(4);
    const first = await list({ search: word, ...order }, 3);
    const second = await list({ search: word, ...order, cursor: first.next }, 3);
    const back = await list({ search: word, ...order, cursor: second.previous }, 3);
    const seen = [...first.rows, ...second.rows].map((row) => row.email);
    expect(seen).toEqual(expected.map((index) => emails[index]));
    expect(second.next).toBeNull();
    expect(back).toEqual(first);
  });

  test('says in how many organizations someone is, names the first two, and whether they are staff', async () => {
    const staff = await createStaff(database.db, 'ADMIN');
    for (const name of ['Coral', 'Acme', 'Bolt']) {
      const { organizationId } = await createTestOrganization(database.db, name);
      await createMember(database.db, organizationId, { actor: staff, status: 'INACTIVE' });
    }
    const { rows } = await list({ search: staff.email });
    expect(rows).toMatchObject([
      {
        organizations: [{ name: 'Acme' }, { name: 'Bolt' }],
        organizationCount: 3,
        staffRole: 'ADMIN',
        lastLoginAt: null,
      },
    ]);
    expect((await list({ search: (await createPeople(1)).word })).rows).toMatchObject([
      { organizations: [], organizationCount: 0 },
    ]);
  });

  test('is for staff only', async () => {
    const { organizationId } = await createTestOrganization(database.db);
    const { actor } = await createMember(database.db, organizationId);
    const admin = contextFor(database.db, actor);
    await expect(listUsers(admin, listUsersSchema.parse({}))).rejects.toMatchObject({ code: 'forbidden' });
    await expect(getUser(admin, { userId: actor.userId })).rejects.toMatchObject({ code: 'forbidden' });
  });
});

describe('a person', () => {
  test('is shown with every membership and how many sessions are open', async () => {
    const staff = contextFor(database.db, await createStaff(database.db));
    const person = await createPerson(database.db);
    const [bolt, acme] = [
      await createTestOrganization(database.db, 'Bolt'),
      await createTestOrganization(database.db, 'Acme'),
    ];
    await createMember(database.db, bolt.organizationId, { actor: person });
    await createMember(database.db, acme.organizationId, { actor: person, status: 'INACTIVE' });
    await createSession(database.db, person.userId);
    const seen = await getUser(staff, { userId: person.userId });
    expect(seen).toMatchObject({ email: person.email, name: null, staffRole: null, sessionCount: 1 });
    expect(seen.memberships).toMatchObject([
      {
        organizationName: 'Acme',
        status: 'inactive',
        roles: [{ displayName: 'Admin', source: 'MANUAL', reason: null }],
      },
      { organizationName: 'Bolt', status: 'active', organizationId: bolt.organizationId },
    ]);
    const later = contextFor(database.db, staff.actor, addSeconds(testNow, 3600));
    expect((await getUser(later, { userId: person.userId })).sessionCount).toBe(0);
  });

  test('is shown with what the application says of them and keeps beside their memberships', async () => {
    const { organizationId, staff } = await createTestOrganization(database.db);
    const facts = {
      externalId: 'ada-1',
      locale: 'sv',
      groups: ['robots'],
      customAttributes: { desk: '4th' },
    };
    const membershipMetadata = { team: 'robots' };
    const member = { ...facts, membershipMetadata };
    const { userId } = await provision(programFor(database.db), organizationId, member);
    const seen = await getUser(staff, { userId });
    expect(seen.facts).toMatchObject({ ...facts, gender: null, metadata: {} });
    expect(seen.memberships).toMatchObject([{ metadata: membershipMetadata }]);
  });

  test('is pending while the invitation can be accepted, and expired from then on', async () => {
    const { organizationId, staff } = await createTestOrganization(database.db);
    const input = { organizationId, email: freshEmail(), roleIds: [memberRoleId] };
    const { userId, expiresAt } = await inviteMember(staff, inviteMemberSchema.parse(input));
    const statusAt = async (now: Date) => {
      const { memberships } = await getUser(contextFor(database.db, staff.actor, now), { userId });
      return memberships.map(({ status }) => status);
    };
    expect(await statusAt(addSeconds(expiresAt, -1))).toEqual(['pending']);
    expect(await statusAt(expiresAt)).toEqual(['expired']);
  });

  test('who does not exist is not found', async () => {
    const staff = contextFor(database.db, await createStaff(database.db));
    await expect(getUser(staff, { userId: 'usr_1234567890123456789' })).rejects.toMatchObject({
      code: 'not_found',
    });
  });
});
