import { describe, expect, test } from 'vitest';
import { useDatabase } from '@/tests/database';
import { invite } from '@/tests/factories/invitations';
import { createMember } from '@/tests/factories/members';
import { adminRoleId, contextFor, createTestOrganization, memberRoleId } from '@/tests/factories/world';
import { followRoles } from './follow-roles';
import { releaseRoles } from './release-roles';

const database = useDatabase();

async function useMember() {
  const { organizationId, staff } = await createTestOrganization(database.db);
  const { actor } = await createMember(database.db, organizationId);
  const { membershipId } = await invite(staff, organizationId);
  const ref = { organizationId, membershipId };
  const rolesOf = () =>
    database.db.membershipRole.findMany({
      where: { membershipId },
      select: { roleId: true, source: true, reason: true },
    });
  const changes = { action: 'membership.roles_changed', targetId: membershipId };
  const changesOf = () => database.db.auditEvent.findMany({ where: changes, orderBy: { id: 'asc' } });
  return { organizationId, staff, admin: contextFor(database.db, actor), ref, rolesOf, changesOf };
}

describe('letting groups decide the roles of somebody again', () => {
  test('keeps what they have until groups say something else', async () => {
    const { staff, admin, ref, rolesOf, changesOf } = await useMember();
    const roles = new Map([[ref.membershipId, [{ roleId: adminRoleId, reason: 'group IT' }]]]);
    const said = { organizationId: ref.organizationId, source: 'SSO', roles } as const;
    const follow = () => database.db.$transaction((tx) => followRoles(tx, staff, said));
    await follow();
    expect(await rolesOf()).toMatchObject([{ roleId: memberRoleId, source: 'INVITATION' }]);
    await releaseRoles(admin, ref);
    expect(await rolesOf()).toEqual([
      { roleId: memberRoleId, source: 'DEFAULT', reason: 'until groups decide' },
    ]);
    await follow();
    expect(await rolesOf()).toEqual([{ roleId: adminRoleId, source: 'SSO', reason: 'group IT' }]);
    const [released, followed] = await changesOf();
    expect(released?.changes).toEqual({
      before: { roles: ['Member'] },
      after: { roles: ['Member'], roleSource: 'DEFAULT' },
    });
    expect(followed?.changes).toMatchObject({ after: { roles: ['Admin'] } });
  });

  test('changes and records nothing where nobody chose', async () => {
    const { admin, ref, changesOf } = await useMember();
    await releaseRoles(admin, ref);
    await releaseRoles(admin, ref);
    expect(await changesOf()).toHaveLength(1);
  });

  test('is for those who may give the roles, of their own organization', async () => {
    const { organizationId, staff, admin, ref, rolesOf } = await useMember();
    const refusals: [typeof admin, typeof ref, string][] = [];
    const plain = await createMember(database.db, organizationId, { roleIds: [memberRoleId] });
    refusals.push([contextFor(database.db, plain.actor), ref, 'forbidden']);
    const other = await createTestOrganization(database.db);
    refusals.push([staff, { ...ref, organizationId: other.organizationId }, 'not_found']);
    const keeper = await createMember(database.db, organizationId);
    const access = { membershipId: keeper.membershipId, permissions: new Set(['members:manage']) };
    const organizations = new Map([[organizationId, access]]);
    const above = await createMember(database.db, organizationId);
    const aboveRef = { organizationId, membershipId: above.membershipId };
    refusals.push([
      contextFor(database.db, { ...keeper.actor, organizations }),
      aboveRef,
      'role_not_grantable',
    ]);
    for (const [ctx, member, code] of refusals)
      await expect(releaseRoles(ctx, member)).rejects.toMatchObject({ code });
    expect(await rolesOf()).toMatchObject([{ source: 'INVITATION' }]);
  });
});
