import { beforeAll, describe, expect, test } from 'vitest';
import { useDatabase } from '@/tests/database';
import { untilWaiting } from '@/tests/factories/locks';
import { createMember } from '@/tests/factories/members';
import { createRoleManager, makeRole } from '@/tests/factories/roles';
import {
  adminRoleId,
  contextFor,
  createTestOrganization,
  later,
  memberRoleId,
} from '@/tests/factories/world';
import { lockOrganization } from '../organizations/seats';
import { assignRoles } from './assign-roles';
import { changeRoles } from './change-roles';
import { followRoles } from './follow-roles';
import type { RoleSource, SaidRoles } from './role-source';
import { takeRole } from './take-role';

const database = useDatabase();
const group = (roleId: string, name = 'Engineering') => ({ roleId, reason: `group ${name}` });
const sso = (...roles: SaidRoles['roles']): SaidRoles => ({ source: 'SSO', roles });
const directory = (...roles: SaidRoles['roles']): SaidRoles => ({ source: 'DIRECTORY', roles });

let leadRoleId: string;
beforeAll(async () => {
  leadRoleId = await makeRole(await createRoleManager(database.db), null, 'lead');
});

/** A member with one role, the default as such unless told otherwise, beside an admin. */
async function useMember(roleId = memberRoleId, source: RoleSource = 'DEFAULT') {
  const { organizationId, staff } = await createTestOrganization(database.db);
  const admin = await createMember(database.db, organizationId);
  const { membershipId } = await createMember(database.db, organizationId, { roleIds: [roleId] });
  await database.db.membershipRole.updateMany({ where: { membershipId }, data: { source } });
  return { staff, admin, ref: { organizationId, membershipId } };
}

type Ref = Awaited<ReturnType<typeof useMember>>['ref'];

function follow({ organizationId, membershipId }: Ref, { source, roles }: SaidRoles, seconds = 0) {
  const actor = { kind: 'system', name: 'Single sign-on' } as const;
  const ctx = { ...contextFor(database.db, undefined, later(seconds)), actor };
  return database.db.$transaction(async (tx) => {
    await lockOrganization(tx, organizationId);
    await followRoles(tx, ctx, { organizationId, source, roles: new Map([[membershipId, roles]]) });
  });
}

async function rolesOf({ membershipId }: Ref) {
  const roles = await database.db.membershipRole.findMany({
    where: { membershipId },
    orderBy: { roleId: 'asc' },
    select: { roleId: true, source: true, reason: true },
  });
  return roles;
}

const changesOf = ({ membershipId }: Ref) =>
  database.db.auditEvent.findMany({
    where: { action: 'membership.roles_changed', targetId: membershipId },
    orderBy: { id: 'asc' },
  });

describe('what an identity provider says of a member', () => {
  test('replaces the default, is written down with its reason, audited and told to the application', async () => {
    const { ref } = await useMember();
    await follow(ref, sso(group(leadRoleId)), 60);
    expect(await rolesOf(ref)).toEqual([{ roleId: leadRoleId, source: 'SSO', reason: 'group Engineering' }]);
    const [event, ...others] = await changesOf(ref);
    expect(others).toEqual([]);
    expect(event).toMatchObject({
      actorKind: 'system',
      actorName: 'Single sign-on',
      changes: {
        before: { roles: ['Member'] },
        after: { roles: ['lead'], roleSource: 'SSO', because: ['lead: group Engineering'] },
      },
    });
    const membership = await database.db.membership.findUnique({ where: { id: ref.membershipId } });
    expect(membership?.updatedAt).toEqual(later(60));
    const told = { organizationId: ref.organizationId, type: 'user.organization_membership_updated' };
    expect(await database.db.event.count({ where: told })).toBe(1);
  });

  test('again writes nothing; another reason is written, and recorded nowhere', async () => {
    const { ref } = await useMember();
    await follow(ref, sso(group(leadRoleId)));
    await follow(ref, sso(group(leadRoleId)), 60);
    expect(await changesOf(ref)).toHaveLength(1);
    await follow(ref, sso(group(leadRoleId, 'Leads')));
    expect(await rolesOf(ref)).toMatchObject([{ reason: 'group Leads' }]);
    expect(await changesOf(ref)).toHaveLength(1);
  });

  test('goes with what it no longer says, back to the default', async () => {
    const { ref } = await useMember(leadRoleId, 'SSO');
    await follow(ref, sso());
    expect(await rolesOf(ref)).toEqual([{ roleId: memberRoleId, source: 'DEFAULT', reason: null }]);
  });

  test.each(['INVITATION', 'MANUAL'] as const)('leaves a role alone that is %s', async (source) => {
    const { ref } = await useMember(memberRoleId, source);
    await follow(ref, sso(group(leadRoleId)));
    await follow(ref, directory(group(leadRoleId)));
    expect(await rolesOf(ref)).toEqual([{ roleId: memberRoleId, source, reason: null }]);
    expect(await changesOf(ref)).toEqual([]);
  });

  test('counts only where the directory says nothing', async () => {
    const { ref } = await useMember();
    await follow(ref, directory(group(leadRoleId)));
    await follow(ref, sso(group(adminRoleId)));
    expect(await rolesOf(ref)).toMatchObject([{ roleId: leadRoleId, source: 'DIRECTORY' }]);
    await follow(ref, directory());
    await follow(ref, sso(group(adminRoleId)));
    expect(await rolesOf(ref)).toMatchObject([{ roleId: adminRoleId, source: 'SSO' }]);
  });

  test('leaves out roles that there are not, or only elsewhere', async () => {
    const { ref } = await useMember();
    const other = await createTestOrganization(database.db);
    const elsewhere = await makeRole(await createRoleManager(database.db), other.organizationId, 'pilot');
    await follow(ref, sso(group(elsewhere), group('role_404'), group(leadRoleId)));
    expect(await rolesOf(ref)).toMatchObject([{ roleId: leadRoleId }]);
  });

  test('refuses for somebody who is gone', async () => {
    const { ref } = await useMember();
    await database.db.membership.delete({ where: { id: ref.membershipId } });
    await expect(follow(ref, sso(group(leadRoleId)))).rejects.toMatchObject({ code: 'not_found' });
  });
});

describe('what is said of many members at once', () => {
  const count = 30;

  /** So many members of one organization, every third of whom chose their role, beside an admin. */
  async function makeMembers() {
    const { ref } = await useMember();
    const { organizationId } = ref;
    const membershipIds = [];
    for (let n = 0; n < count; n++) {
      const { membershipId } = await createMember(database.db, organizationId, { roleIds: [memberRoleId] });
      const source = n % 3 === 0 ? 'MANUAL' : 'DEFAULT';
      await database.db.membershipRole.updateMany({ where: { membershipId }, data: { source } });
      membershipIds.push(membershipId);
    }
    return { organizationId, membershipIds };
  }

  async function followAll(organizationId: string, membershipIds: readonly string[]) {
    let statements = 0;
    const roles = new Map(membershipIds.map((id) => [id, [group(leadRoleId)]]));
    await database.db.$transaction(async (tx) => {
      const counting = new Proxy(tx, {
        get(target, name) {
          if (name === '$queryRaw' || name === '$executeRaw') statements += 1;
          return Reflect.get(target, name);
        },
      });
      const ctx = contextFor(database.db);
      await followRoles(counting, ctx, { organizationId, source: 'DIRECTORY', roles });
    });
    return statements;
  }

  test('reaches each, is written down for those alone whom it changes, and takes as many statements as of one', async () => {
    const { organizationId, membershipIds } = await makeMembers();
    const [, one = ''] = membershipIds;
    const ofOne = await followAll(organizationId, [one]);
    expect(await followAll(organizationId, membershipIds)).toBe(ofOne);
    const held = await database.db.membershipRole.findMany({
      where: { membershipId: { in: membershipIds } },
    });
    expect(held.filter(({ roleId }) => roleId === leadRoleId)).toHaveLength((count * 2) / 3);
    expect(held.filter(({ roleId }) => roleId === memberRoleId)).toHaveLength(count / 3);
    const changes = { organizationId, action: 'membership.roles_changed' };
    expect(await database.db.auditEvent.count({ where: changes })).toBe((count * 2) / 3);
    const told = { organizationId, type: 'user.organization_membership_updated' };
    const events = await database.db.event.findMany({ where: told });
    expect(events).toHaveLength((count * 2) / 3);
    expect(JSON.stringify(events[0]?.data)).toContain('"lead"');
  });
});

describe('the last admin', () => {
  test('stays one, which the role and the audit log say once, until there is another', async () => {
    const { ref, admin } = await useMember(adminRoleId, 'SSO');
    await database.db.membership.update({
      where: { id: admin.membershipId },
      data: { status: 'INACTIVE' },
    });
    const kept = { roleId: adminRoleId, source: 'SSO', reason: 'kept, there is no other admin' };
    for (const _ of [1, 2]) {
      await follow(ref, sso(group(leadRoleId)));
      expect(await rolesOf(ref)).toContainEqual(kept);
      expect(await rolesOf(ref)).toContainEqual(expect.objectContaining({ roleId: leadRoleId }));
    }
    const [event, ...others] = await changesOf(ref);
    expect(others).toEqual([]);
    expect(event?.changes).toMatchObject({
      after: { because: expect.arrayContaining(['Admin: kept, there is no other admin']) },
    });
    await database.db.membership.update({ where: { id: admin.membershipId }, data: { status: 'ACTIVE' } });
    await follow(ref, sso(group(leadRoleId)));
    expect(await rolesOf(ref)).toMatchObject([{ roleId: leadRoleId }]);
  });

  test('is one of two whose groups both go at the same moment', async () => {
    const { ref, admin } = await useMember(adminRoleId, 'SSO');
    const other = { organizationId: ref.organizationId, membershipId: admin.membershipId };
    const { membershipId } = other;
    await database.db.membershipRole.updateMany({ where: { membershipId }, data: { source: 'SSO' } });
    await Promise.all([follow(ref, sso()), follow(other, sso())]);
    const left = { organizationId: ref.organizationId, roleId: adminRoleId };
    expect(await database.db.membershipRole.count({ where: left })).toBe(1);
  });
});

describe('what somebody changes by hand', () => {
  test('is chosen, and the next login does not bring back what was taken', async () => {
    const { staff, ref } = await useMember();
    await follow(ref, sso(group(leadRoleId), group(memberRoleId, 'Everyone')));
    await takeRole(staff, { ...ref, roleId: leadRoleId });
    expect(await rolesOf(ref)).toEqual([{ roleId: memberRoleId, source: 'MANUAL', reason: null }]);
    await follow(ref, sso(group(leadRoleId)));
    expect(await rolesOf(ref)).toMatchObject([{ roleId: memberRoleId }]);
  });

  test('stays beside what follows the identity provider', async () => {
    const { staff, ref } = await useMember();
    await follow(ref, sso(group(leadRoleId)));
    await assignRoles(staff, { ...ref, roleIds: [memberRoleId] });
    await follow(ref, sso(group(adminRoleId)));
    const held = await rolesOf(ref);
    expect(held).toContainEqual({ roleId: memberRoleId, source: 'MANUAL', reason: null });
    expect(held).toContainEqual({ roleId: adminRoleId, source: 'SSO', reason: 'group Engineering' });
    expect(held).toHaveLength(2);
  });

  test('leaves the role of an invitation what it is', async () => {
    const { staff, ref } = await useMember(memberRoleId, 'INVITATION');
    await changeRoles(staff, { ...ref, roleIds: [memberRoleId, leadRoleId] });
    await changeRoles(staff, { ...ref, roleIds: [memberRoleId] });
    expect(await rolesOf(ref)).toMatchObject([{ roleId: memberRoleId, source: 'INVITATION' }]);
  });

  test('none at all stays none', async () => {
    const { staff, ref } = await useMember();
    await changeRoles(staff, { ...ref, roleIds: [] });
    await follow(ref, sso(group(leadRoleId)));
    expect(await rolesOf(ref)).toEqual([]);
  });
});

test('a change by hand at the same moment wins, whichever comes first', async () => {
  for (const order of [0, 1]) {
    const { staff, ref } = await useMember();
    const byHand = () => changeRoles(staff, { ...ref, roleIds: [adminRoleId] });
    const bySso = () => follow(ref, sso(group(leadRoleId)));
    await Promise.all((order === 0 ? [byHand, bySso] : [bySso, byHand]).map((change) => change()));
    expect(await rolesOf(ref)).toEqual([{ roleId: adminRoleId, source: 'MANUAL', reason: null }]);
  }
});

test('a role that is deleted at the same moment is waited for and left out', async () => {
  const { ref } = await useMember();
  const roleId = await makeRole(await createRoleManager(database.db), ref.organizationId, 'pilot');
  const { following } = await database.db.$transaction(async (tx) => {
    await tx.$executeRaw`delete from roles where id = ${roleId}`;
    const following = follow(ref, sso(group(roleId), group(leadRoleId)));
    await untilWaiting(database.db);
    return { following };
  });
  await following;
  expect(await rolesOf(ref)).toMatchObject([{ roleId: leadRoleId }]);
});
