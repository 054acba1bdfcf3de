import { expect, test } from 'vitest';
import { useDatabase } from '@/tests/database';
import { invite } from '@/tests/factories/invitations';
import { createMember } from '@/tests/factories/members';
import { programFor, provision } from '@/tests/factories/programs';
import { acceptInvitation, actorOf } from '@/tests/factories/sign-in';
import {
  adminRoleId,
  contextFor,
  createStaff,
  createTestOrganization,
  freshEmail,
  later,
} from '@/tests/factories/world';
import type { Ctx } from '../authz/context';
import { hashToken } from '../crypto';
import { resendInvitation } from '../invitations/resend-invitation';
import { revokeInvitation } from '../invitations/revoke-invitation';
import { changeRoles } from '../memberships/change-roles';
import { deactivateMember } from '../memberships/deactivate-member';
import { reactivateMember } from '../memberships/reactivate-member';
import { removeMember } from '../memberships/remove-member';
import { createOrganization } from '../organizations/create-organization';
import { deleteOrganization } from '../organizations/delete-organization';
import { updateOrganization } from '../organizations/update-organization';
import { createPermission } from '../roles/create-permission';
import { createRole } from '../roles/create-role';
import { deletePermission } from '../roles/delete-permission';
import { deleteRole } from '../roles/delete-role';
import { updateRole } from '../roles/update-role';
import { endSessionByToken } from '../sessions/end-session-by-token';

const database = useDatabase();

interface Told {
  readonly type: string;
  readonly organizationId: string | null;
  readonly data: unknown;
}

/** The events that something causes, in their order. */
async function eventsOf(change: () => Promise<unknown>): Promise<Told[]> {
  const select = { id: true, type: true, organizationId: true, data: true } as const;
  const before = (await database.db.event.findMany({ select })).map(({ id }) => id);
  await change();
  const rows = await database.db.event.findMany({ orderBy: { id: 'asc' }, select });
  return rows
    .filter(({ id }) => !before.includes(id))
    .map(({ type, organizationId, data }) => ({ type, organizationId, data }));
}

async function useAdmin(): Promise<Ctx> {
  return contextFor(database.db, await createStaff(database.db, 'ADMIN'));
}

const user = (email: string) => ({ user: expect.objectContaining({ email }) });
const member = (email: string, membership: object) => ({
  organization: expect.objectContaining({ display_name: 'Acme Robotics' }),
  user: expect.objectContaining({ email, membership: expect.objectContaining(membership) }),
});
const types = (told: readonly Told[]) => told.map(({ type }) => type);

test('an invitation is told with the person, the role and its end, in one event', async () => {
  const { organizationId, staff } = await createTestOrganization(database.db);
  let email = '';
  const told = await eventsOf(async () => {
    email = (await invite(staff, organizationId, { roleIds: [adminRoleId], givenName: 'Ada' })).email;
  });
  const membership = {
    membership_status: 'PENDING_INVITE',
    roles: [{ id: adminRoleId, name: 'admin', display_name: 'Admin' }],
    permissions: expect.arrayContaining(['members:manage']),
    provisioning_method: 'invitation',
    expires_at: '2026-12-07T12:00:00.000Z',
  };
  expect(told).toEqual([
    { type: 'user.organization_invitation', organizationId, data: member(email, membership) },
  ]);
  expect(told[0]?.data).toMatchObject({ user: { user_profile: { given_name: 'Ada', name: 'Ada' } } });
});

test('somebody who is added without being asked is told of as an active member', async () => {
  const { organizationId } = await createTestOrganization(database.db);
  const email = freshEmail();
  const told = await eventsOf(() => provision(programFor(database.db), organizationId, { email }));
  const active = { membership_status: 'ACTIVE', provisioning_method: 'direct_provision' };
  expect(told).toEqual([
    { type: 'user.organization_membership_created', organizationId, data: member(email, active) },
  ]);
});

test('the acceptance of a new person is told as membership, sign-up and login; a second login as login alone', async () => {
  const { organizationId, staff } = await createTestOrganization(database.db);
  const { email, invitationId } = await invite(staff, organizationId);
  const told = await eventsOf(() => acceptInvitation(database.db, invitationId));
  const active = { membership_status: 'ACTIVE', join_time: '2026-11-22T12:00:00.000Z' };
  expect(told).toEqual([
    { type: 'user.organization_membership_created', organizationId, data: member(email, active) },
    { type: 'user.signup', organizationId, data: user(email) },
    { type: 'user.login', organizationId, data: user(email) },
  ]);
  const other = await createTestOrganization(database.db);
  const again = await invite(other.staff, other.organizationId, { email });
  const later = await eventsOf(() => acceptInvitation(database.db, again.invitationId));
  expect(types(later)).toEqual(['user.organization_membership_created', 'user.login']);
});

test('each change of a membership is told with how it is then, and its end with how it was', async () => {
  const { organizationId, staff } = await createTestOrganization(database.db);
  await createMember(database.db, organizationId);
  const { membershipId, actor } = await createMember(database.db, organizationId);
  const ref = { organizationId, membershipId };
  const told = [
    ...(await eventsOf(() => changeRoles(staff, { ...ref, roleIds: [] }))),
    ...(await eventsOf(() => deactivateMember(staff, ref))),
    ...(await eventsOf(() => reactivateMember(staff, ref))),
    ...(await eventsOf(() => removeMember(staff, { ...ref, keepUser: false }))),
  ];
  const updated = 'user.organization_membership_updated';
  const expected = [
    [updated, { membership_status: 'ACTIVE', roles: [], permissions: [] }],
    [updated, { membership_status: 'INACTIVE' }],
    [updated, { membership_status: 'ACTIVE' }],
    [
      'user.organization_membership_deleted',
      { membership_status: 'ACTIVE', organization_id: organizationId },
    ],
  ] as const;
  expect(told).toEqual(
    expected.map(([type, fields]) => ({ type, organizationId, data: member(actor.email, fields) })),
  );
  expect(await database.db.user.count({ where: { id: actor.userId } })).toBe(0);
});

test('an invitation that is sent again is told again, and one that is revoked as the end of the membership', async () => {
  const { organizationId, staff } = await createTestOrganization(database.db);
  const { email, membershipId } = await invite(staff, organizationId);
  const ref = { organizationId, membershipId };
  const expired = { ...staff, now: later(16 * 86_400) };
  const told = [
    ...(await eventsOf(() => resendInvitation(expired, ref))),
    ...(await eventsOf(() => revokeInvitation(expired, ref))),
  ];
  const pending = { membership_status: 'PENDING_INVITE', expires_at: '2026-12-23T12:00:00.000Z' };
  expect(told).toEqual([
    { type: 'user.organization_invitation', organizationId, data: member(email, pending) },
    { type: 'user.organization_membership_deleted', organizationId, data: member(email, pending) },
  ]);
});

test('an organization is told of when it is made, changed and deleted, its members with it', async () => {
  const admin = await useAdmin();
  let organizationId = '';
  const told = await eventsOf(async () => {
    ({ id: organizationId } = await createOrganization(admin, { name: 'Acme', externalId: 'acme' }));
    await updateOrganization(admin, { organizationId, name: 'Acme Robotics' });
    await createMember(database.db, organizationId);
    await deleteOrganization(admin, { organizationId });
  });
  const named = (display_name: string) =>
    expect.objectContaining({ id: organizationId, display_name, external_id: 'acme', region_code: 'US' });
  expect(told).toEqual([
    { type: 'organization.created', organizationId, data: named('Acme') },
    { type: 'organization.updated', organizationId, data: named('Acme Robotics') },
    { type: 'organization.deleted', organizationId, data: named('Acme Robotics') },
  ]);
});

test('roles and permissions are told of, deleted ones as they were', async () => {
  const admin = await useAdmin();
  const told = await eventsOf(async () => {
    const { id: permissionId } = await createPermission(admin, { name: 'report:read', description: 'Read' });
    const fields = { name: 'auditor', displayName: 'Auditor', description: '', permissions: ['report:read'] };
    const { id: roleId } = await createRole(admin, { organizationId: null, ...fields, extendsId: null });
    await updateRole(admin, { organizationId: null, roleId, permissions: [] });
    await deleteRole(admin, { organizationId: null, roleId, successorId: null });
    await deletePermission(admin, { permissionId });
  });
  const permission = expect.objectContaining({ name: 'report:read', description: 'Read' });
  const role = (permissions: unknown[]) =>
    expect.objectContaining({ name: 'auditor', display_name: 'Auditor', is_org_role: false, permissions });
  expect(told).toEqual([
    { type: 'permission.created', organizationId: null, data: permission },
    { type: 'role.created', organizationId: null, data: role([permission]) },
    { type: 'role.updated', organizationId: null, data: role([]) },
    { type: 'role.deleted', organizationId: null, data: role([]) },
    { type: 'permission.deleted', organizationId: null, data: permission },
  ]);
});

test('signing out is told, and nothing that is told holds a token', async () => {
  const { organizationId, staff } = await createTestOrganization(database.db);
  const { invitationId } = await invite(staff, organizationId);
  const { sessionToken } = await acceptInvitation(database.db, invitationId);
  const { email } = await actorOf(database.db, sessionToken);
  const told = await eventsOf(() => endSessionByToken(contextFor(database.db), sessionToken));
  expect(told).toEqual([{ type: 'user.logout', organizationId: null, data: user(email) }]);
  const everything = JSON.stringify(await database.db.event.findMany());
  expect(everything).not.toContain(sessionToken);
  expect(everything).not.toContain(hashToken(sessionToken));
});

test('what is refused is not told', async () => {
  const { organizationId, staff } = await createTestOrganization(database.db);
  const { email } = await invite(staff, organizationId);
  expect(await eventsOf(() => invite(staff, organizationId, { email }).catch(() => {}))).toEqual([]);
});
