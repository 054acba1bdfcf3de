import { describe, expect, test } from 'vitest';
import { inviteMemberSchema } from '@/lib/invitations/invitation.schema';
import { inviteMember } from '@/lib/invitations/invite-member';
import { setDefaultRoles } from '@/lib/roles/set-default-roles';
import { useDatabase } from '@/tests/database';
import { createMember, createPerson, createSession } from '@/tests/factories/members';
import { makeRole } from '@/tests/factories/roles';
import {
  contextFor,
  createStaff,
  createTestOrganization,
  freshEmail,
  memberRoleId,
  testNow,
} from '@/tests/factories/world';
import { deleteOrganization } from './delete-organization';

const database = useDatabase();

async function prepare() {
  const { organizationId } = await createTestOrganization(database.db, 'Acme');
  const vendor = contextFor(database.db, await createStaff(database.db, 'ADMIN'));
  const invite = (email = freshEmail(), where = organizationId) => {
    const input = { organizationId: where, email, roleIds: [memberRoleId] };
    return inviteMember(contextFor(database.db, vendor.actor), inviteMemberSchema.parse(input));
  };
  return { organizationId, vendor, invite };
}

function exists(userId: string) {
  return database.db.user.findUnique({ where: { id: userId } }).then((row) => row !== null);
}

describe('deleting an organization', () => {
  test('takes everything of it away, whoever belongs nowhere else, and says what it ended', async () => {
    const { organizationId, vendor, invite } = await prepare();
    const other = await createTestOrganization(database.db);
    const base = await makeRole(vendor, organizationId, 'base');
    const custom = await makeRole(vendor, organizationId, 'custom', { extendsId: base });
    await setDefaultRoles(vendor, {
      organizationId,
      defaultCreatorRoleId: custom,
      defaultMemberRoleId: base,
    });
    const { actor: only } = await createMember(database.db, organizationId, { roleIds: [custom] });
    const shared = await createPerson(database.db);
    await createMember(database.db, organizationId, { actor: shared, roleIds: [base] });
    await createMember(database.db, other.organizationId, { actor: shared });
    await createMember(database.db, organizationId, {
      actor: await createPerson(database.db),
      status: 'INACTIVE',
    });
    const { userId: pending } = await invite();
    await database.db.removal.create({
      data: { organizationId, emailKey: freshEmail(), removedAt: testNow },
    });
    await createSession(database.db, only.userId);
    await createSession(database.db, shared.userId, organizationId);
    await createSession(database.db, shared.userId, other.organizationId);

    const receipt = await deleteOrganization(vendor, { organizationId });
    expect(receipt).toEqual({
      name: 'Acme',
      membersRemoved: 3,
      invitationsRevoked: 1,
      sessionsEnded: 2,
      usersDeleted: 3,
    });
    const gone = await Promise.all([only.userId, pending, shared.userId].map(exists));
    expect(gone).toEqual([false, false, true]);
    const left = { where: { organizationId } };
    expect(await database.db.membership.count(left)).toBe(0);
    expect(await database.db.role.count(left)).toBe(0);
    expect(await database.db.removal.count(left)).toBe(0);
    expect(await database.db.session.count({ where: { userId: shared.userId } })).toBe(1);
  });

  test('keeps staff who were members, and their sessions', async () => {
    const { organizationId, vendor } = await prepare();
    const staff = await createStaff(database.db);
    await createMember(database.db, organizationId, { actor: staff });
    await createSession(database.db, staff.userId, organizationId);
    const receipt = await deleteOrganization(vendor, { organizationId });
    expect(receipt).toMatchObject({ membersRemoved: 1, sessionsEnded: 0, usersDeleted: 0 });
    expect(await exists(staff.userId)).toBe(true);
  });

  test('keeps the audit log, and adds what it did and who was deleted', async () => {
    const { organizationId, vendor } = await prepare();
    const { actor } = await createMember(database.db, organizationId);
    await deleteOrganization(vendor, { organizationId });
    const audit = await database.db.auditEvent.findMany({
      where: { organizationId },
      orderBy: { id: 'asc' },
    });
    expect(audit.map((row) => [row.action, row.targetName])).toEqual([
      ['organization.created', 'Acme'],
      ['user.deleted', actor.email],
      ['organization.deleted', 'Acme'],
    ]);
  });

  test('while its people are invited elsewhere leaves no membership without its person', async () => {
    const { organizationId, vendor, invite } = await prepare();
    const elsewhere = await createTestOrganization(database.db);
    const emails = await Promise.all(
      Array.from({ length: 15 }, async () => (await createMember(database.db, organizationId)).actor.email),
    );
    const [deleted, ...invited] = await Promise.allSettled([
      deleteOrganization(vendor, { organizationId }),
      ...emails.map((email) => invite(email, elsewhere.organizationId)),
    ]);
    expect(deleted.status).toBe('fulfilled');
    expect(invited.filter((result) => result.status === 'rejected')).toEqual([]);
    expect(await database.db.membership.count({ where: { organizationId: elsewhere.organizationId } })).toBe(
      15,
    );
  });

  test('while people are invited to it ends with all of it gone', async () => {
    const { organizationId, vendor, invite } = await prepare();
    const [deleted] = await Promise.allSettled([
      deleteOrganization(vendor, { organizationId }),
      ...Array.from({ length: 10 }, () => invite()),
    ]);
    expect(deleted.status).toBe('fulfilled');
    expect(await database.db.membership.count({ where: { organizationId } })).toBe(0);
    await expect(invite()).rejects.toMatchObject({ code: 'not_found' });
  });

  test('twice, or one that never was, is not found', async () => {
    const { organizationId, vendor } = await prepare();
    const both = await Promise.allSettled([
      deleteOrganization(vendor, { organizationId }),
      deleteOrganization(vendor, { organizationId }),
    ]);
    expect(both.map((result) => result.status).sort()).toEqual(['fulfilled', 'rejected']);
    await expect(deleteOrganization(vendor, { organizationId })).rejects.toMatchObject({ code: 'not_found' });
  });

  test('is for staff admins, not for support nor for its own admin', async () => {
    const { organizationId } = await prepare();
    const admin = contextFor(database.db, (await createMember(database.db, organizationId)).actor);
    const support = contextFor(database.db, await createStaff(database.db));
    for (const ctx of [admin, support]) {
      await expect(deleteOrganization(ctx, { organizationId })).rejects.toMatchObject({ code: 'forbidden' });
    }
  });
});
