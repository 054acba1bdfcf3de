import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Ctx } from '@/lib/authz/context';
import { useDatabase } from '@/tests/database';
import { invite } from '@/tests/factories/invitations';
import { createMember, createPerson } from '@/tests/factories/members';
import { createRoleManager, makeRole } from '@/tests/factories/roles';
import {
  adminRoleId,
  contextFor,
  createTestOrganization,
  later,
  memberRoleId,
  type TestOrganization,
} from '@/tests/factories/world';
import { listMembers } from './list-members';
import { encodeMemberCursor } from './member-cursor';
import {
  type ListMembersInput,
  listMembersSchema,
  memberSources,
  memberStatuses,
} from './member-list.schema';

const database = useDatabase();
const day = 86_400;
let world: TestOrganization;
let rareRoleId: string;

/** The list ten days after `testNow`, when the shorter invitations have expired. */
function list(input: Partial<ListMembersInput> = {}, ctx: Ctx = { ...world.staff, now: later(10 * day) }) {
  return listMembers(ctx, listMembersSchema.parse({ organizationId: world.organizationId, ...input }), 200);
}

async function emailsOf(input: Partial<ListMembersInput>) {
  return (await list(input)).members.map((member) => member.email).sort();
}

/** People of every status, source and role, and as many in another organization. */
async function populate({ organizationId, staff }: TestOrganization, prefix: string) {
  const member = async (name: string, options = {}) => {
    const actor = await createPerson(database.db, `${prefix}.${name}@example.com`);
    return createMember(database.db, organizationId, { actor, ...options });
  };
  await member('admin');
  await member('plain', { roleIds: [memberRoleId] });
  await member('both', { roleIds: [memberRoleId, adminRoleId] });
  await member('left', { status: 'INACTIVE', roleIds: [memberRoleId] });
  const scim = await member('scim', { roleIds: [memberRoleId] });
  const data = { provisioningMethod: 'scim' } as const;
  await database.db.membership.update({ where: { id: scim.membershipId }, data });
  await invite(staff, organizationId, { email: `${prefix}.pending@example.com` });
  await invite(staff, organizationId, { email: `${prefix}.late@example.com`, expiresInSeconds: 7 * day });
}

beforeAll(async () => {
  world = await createTestOrganization(database.db);
  await populate(world, 'here');
  await populate(await createTestOrganization(database.db), 'elsewhere');
  rareRoleId = await makeRole(await createRoleManager(database.db), world.organizationId, 'rare');
});

describe('the list of members', () => {
  test('shows the people of this organization and of no other', async () => {
    const names = ['admin', 'both', 'late', 'left', 'pending', 'plain', 'scim'];
    expect(await emailsOf({})).toEqual(names.map((name) => `here.${name}@example.com`));
  });

  test('filtered by any statuses, sources and roles shows exactly those, in every order', async () => {
    const everybody = (await list()).members;
    const roles = [adminRoleId, memberRoleId, rareRoleId];
    const input = fc.record({
      statuses: fc.subarray([...memberStatuses]),
      sources: fc.subarray([...memberSources]),
      roleIds: fc.subarray(roles),
      sort: fc.constantFrom('joined' as const, 'person' as const, 'seen' as const),
      direction: fc.constantFrom('asc' as const, 'desc' as const),
    });
    await fc.assert(
      fc.asyncProperty(input, async (filters) => {
        const { statuses, sources, roleIds } = filters;
        const expected = everybody
          .filter((member) => statuses.length === 0 || statuses.includes(member.status))
          .filter((member) => sources.length === 0 || sources.includes(member.source))
          .filter((member) => roleIds.length === 0 || member.roles.some((role) => roleIds.includes(role.id)));
        const found = (await list(filters)).members.map((member) => member.email);
        expect(found.sort()).toEqual(expected.map((member) => member.email).sort());
      }),
      { numRuns: 150 },
    );
  });

  test('tells pending from expired by the moment', async () => {
    const at = async (seconds: number, statuses: ListMembersInput['statuses']) => {
      const { members } = await list({ statuses }, { ...world.staff, now: later(seconds) });
      return members.map((member) => member.email.split(/[.@]/)[1]).sort();
    };
    expect(await at(7 * day - 1, ['pending'])).toEqual(['late', 'pending']);
    expect(await at(7 * day - 1, ['expired'])).toEqual([]);
    expect(await at(7 * day, ['pending'])).toEqual(['pending']);
    expect(await at(7 * day, ['expired'])).toEqual(['late']);
  });

  test('shows roles, source, invitation and the state of its mail', async () => {
    const [pending] = (await list({ search: 'here.pending' })).members;
    expect(pending).toMatchObject({
      name: null,
      roles: [{ id: memberRoleId, displayName: 'Member', source: 'INVITATION', reason: null }],
      status: 'pending',
      source: 'invitation',
      joinedAt: null,
      invitation: {
        expiresAt: later(15 * day),
        resentCount: 0,
        inviterName: 'Staff SUPPORT',
        renewalAskedAt: null,
      },
      mail: { state: 'QUEUED', reason: null },
    });
    const [both] = (await list({ search: 'here.both' })).members;
    expect(both).toMatchObject({ status: 'active', invitation: null, mail: null });
    expect(both?.roles.map((role) => role.displayName)).toEqual(['Admin', 'Member']);
  });

  test('is for those who may see the people; others hear what they hear of no organization', async () => {
    const plain = await createMember(database.db, world.organizationId, { roleIds: [memberRoleId] });
    await expect(list({}, contextFor(database.db, plain.actor))).rejects.toMatchObject({ code: 'forbidden' });
    await database.db.membership.delete({ where: { id: plain.membershipId } });
    const stranger = contextFor(database.db, await createPerson(database.db));
    await expect(list({}, stranger)).rejects.toMatchObject({ code: 'not_found' });
    await expect(list({}, contextFor(database.db))).rejects.toMatchObject({ code: 'unauthenticated' });
  });
});

describe('a search', () => {
  beforeAll(async () => {
    const { organizationId } = world;
    const odd = await createPerson(database.db, 'odd_100%.name@example.com');
    const names = { name: 'Éric Ça_va', givenName: 'Eric', familyName: 'O\\Neil' };
    await database.db.user.update({ where: { id: odd.userId }, data: names });
    await createMember(database.db, organizationId, { actor: odd });
  });

  const odd = ['odd_100%.name@example.com'];

  test.each([
    ['any part of an address', 'DD_100', odd],
    ['any part of a display name', 'ric ç', odd],
    ['a name in other letters', 'ÉRIC', odd],
    ['a name as it is written', 'Éric', odd],
    ['a first name', 'eric', odd],
    ['a percent sign as itself', '00%', odd],
    ['an underscore as itself', 'ça_', odd],
    ['a backslash as itself', 'o\\n', odd],
    ['nobody by a pattern', 'h%re', []],
    ['nobody by an underscore that stands for any character', 'her_.', []],
    ['one letter by how an address begins', 'o', odd],
    ['two letters by how an address begins', 'OD', odd],
    ['no two letters from the middle', 'xa', []],
    ['a percent sign alone as the beginning', '%', []],
    ['an underscore alone as the beginning', '_', []],
    ['spaces around it as none', '  odd_  ', odd],
    ['nobody by the letters of another organization', 'elsewhere', []],
    ['nobody by a quotation mark', "'; drop table users; --", []],
  ])('finds %s', async (_, search, expected) => {
    expect(await emailsOf({ search })).toEqual(expected);
  });

  test('goes with filters', async () => {
    expect(await emailsOf({ search: 'here.', statuses: ['inactive'] })).toEqual(['here.left@example.com']);
  });
});

describe('a cursor', () => {
  test('that somebody made up shows a page and fails on nothing', async () => {
    const text = fc.oneof(
      fc.string(),
      fc.constantFrom('2026-11-22T12:00:00.000000Z', 'mem_1', '', '\0', "' or 1=1"),
    );
    const cursor = fc.oneof(
      fc.string(),
      fc
        .record({ way: fc.constantFrom('next' as const, 'previous' as const), value: text, id: text })
        .map(encodeMemberCursor),
    );
    const sort = fc.constantFrom('joined' as const, 'person' as const, 'seen' as const);
    await fc.assert(
      fc.asyncProperty(cursor, sort, async (made, order) => {
        const page = await list({ cursor: made, sort: order });
        expect(page.members.every((member) => !member.email.startsWith('elsewhere'))).toBe(true);
      }),
    );
  });

  test('of another organization shows this one', async () => {
    const other = await createTestOrganization(database.db);
    await createMember(database.db, other.organizationId);
    await createMember(database.db, other.organizationId);
    const input = listMembersSchema.parse({
      organizationId: other.organizationId,
      sort: 'person',
      direction: 'asc',
    });
    const { next } = await listMembers(other.staff, input, 1);
    const { members } = await list({ cursor: next, sort: 'person', direction: 'asc' });
    expect(members.every((member) => /^(here|odd)/.test(member.email))).toBe(true);
  });
});
