import { describe, expect, test } from 'vitest';
import { useDatabase } from '@/tests/database';
import { invite } from '@/tests/factories/invitations';
import { createMember, createPerson } from '@/tests/factories/members';
import { programFor, provision } from '@/tests/factories/programs';
import { countSeats } from '@/tests/factories/seats';
import { actorOf, signInByLink } from '@/tests/factories/sign-in';
import {
  adminRoleId,
  contextFor,
  createTestOrganization,
  freshEmail,
  later,
  memberRoleId,
  testNow,
} from '@/tests/factories/world';
import { deactivateMember } from './deactivate-member';
import { removeMember } from './remove-member';

const database = useDatabase();

async function newOrganization() {
  const { organizationId, staff } = await createTestOrganization(database.db);
  return { organizationId, staff, program: programFor(database.db) };
}

async function capSeats(organizationId: string, seatsCap: number) {
  await database.db.organization.update({ where: { id: organizationId }, data: { seatsCap } });
}

describe('adding a person at once', () => {
  test('makes an active member with a role and an audit row, and neither invitation nor mail', async () => {
    const { organizationId, program } = await newOrganization();
    const email = freshEmail();
    const member = { email, givenName: 'Ada', roleIds: [adminRoleId, memberRoleId, adminRoleId] };
    const { userId, membershipId } = await provision(program, organizationId, member);
    const membership = await database.db.membership.findUniqueOrThrow({
      where: { id: membershipId },
      include: { roles: true, user: true, invitations: true },
    });
    expect(membership).toMatchObject({
      organizationId,
      userId,
      status: 'ACTIVE',
      provisioningMethod: 'direct_provision',
      joinedAt: testNow,
      user: { email, givenName: 'Ada' },
      invitations: [],
    });
    expect(membership.roles.map(({ roleId }) => roleId).sort()).toEqual([adminRoleId, memberRoleId]);
    expect(await database.db.mailMessage.count({ where: { toAddress: email } })).toBe(0);
    const audited = await database.db.auditEvent.findMany({ where: { targetId: membershipId } });
    expect(audited).toMatchObject([
      {
        action: 'membership.created',
        organizationId,
        actorKind: 'client',
        targetName: email,
        changes: { after: { status: 'ACTIVE', roles: 'Admin, Member' } },
      },
    ]);
  });

  test('takes a seat, after those of expired invitations were given back', async () => {
    const { organizationId, staff, program } = await newOrganization();
    await capSeats(organizationId, 1);
    await invite(staff, organizationId, { expiresInSeconds: 300 });
    await expect(provision(program, organizationId)).rejects.toMatchObject({ code: 'seats_full' });
    await provision({ ...program, now: later(300) }, organizationId);
    expect(await countSeats(database.db, organizationId)).toEqual({ used: 1, recounted: 1 });
  });

  test('proves nothing about the address, which a sign-in by a mailed link does', async () => {
    const { organizationId, program } = await newOrganization();
    const email = freshEmail();
    const { userId, membershipId } = await provision(program, organizationId, { email });
    const where = { id: userId };
    expect(await database.db.user.findUnique({ where })).toMatchObject({ emailVerified: null });
    const person = { ...(await createPerson(database.db)), userId, email };
    const outcome = await signInByLink(database.db, contextFor(database.db, person));
    if (outcome?.state !== 'signed-in') throw new Error('The person is not signed in.');
    const actor = await actorOf(database.db, outcome.sessionToken);
    expect(actor.organizations.get(organizationId)).toMatchObject({ membershipId });
    expect(await database.db.user.findUnique({ where })).toMatchObject({ emailVerified: testNow });
    const [session] = await database.db.session.findMany({ where: { userId } });
    expect(session).toMatchObject({ organizationId });
  });

  test('brings back somebody who was removed, as an invitation does', async () => {
    const { organizationId, staff, program } = await newOrganization();
    const { actor, membershipId } = await createMember(database.db, organizationId, {
      roleIds: [memberRoleId],
    });
    await removeMember(staff, { organizationId, membershipId, keepUser: true });
    const removals = () => database.db.removal.count({ where: { organizationId } });
    expect(await removals()).toBe(1);
    const { userId } = await provision(program, organizationId, { email: actor.email });
    expect(userId).toBe(actor.userId);
    expect(await removals()).toBe(0);
  });

  test('leaves the profile of a known person as it is', async () => {
    const { organizationId, program } = await newOrganization();
    const person = await createPerson(database.db);
    await provision(program, organizationId, { email: person.email.toUpperCase(), givenName: 'Eve' });
    const user = await database.db.user.findUniqueOrThrow({ where: { id: person.userId } });
    expect(user).toMatchObject({ email: person.email, givenName: null });
  });
});

describe('adding a person at once is refused', () => {
  test('who is a member, invited or deactivated, and says which', async () => {
    const { organizationId, staff, program } = await newOrganization();
    const { actor, membershipId } = await createMember(database.db, organizationId, {
      roleIds: [memberRoleId],
    });
    const again = () => provision(program, organizationId, { email: actor.email });
    await expect(again()).rejects.toMatchObject({ code: 'already_member' });
    await deactivateMember(staff, { organizationId, membershipId });
    await expect(again()).rejects.toMatchObject({ code: 'member_inactive' });
    const { email } = await invite(staff, organizationId);
    const invited = provision(program, organizationId, { email });
    await expect(invited).rejects.toMatchObject({ code: 'already_invited' });
  });

  test('at an organization or with a role that there is not, and with an external id that is taken', async () => {
    const { organizationId, program } = await newOrganization();
    const nowhere = provision(program, 'org_1000000000000000009');
    await expect(nowhere).rejects.toMatchObject({ code: 'not_found' });
    const roleIds = ['role_1999999999999999999'];
    const refused = provision(program, organizationId, { roleIds });
    await expect(refused).rejects.toMatchObject({
      code: 'invalid_input',
      fields: { roleIds: expect.any(String) },
    });
    await provision(program, organizationId, { externalId: 'ada' });
    const email = freshEmail();
    const taken = provision(program, organizationId, { email, externalId: 'ada' });
    await expect(taken).rejects.toMatchObject({ fields: { externalId: expect.any(String) } });
    expect(await database.db.user.count({ where: { email } })).toBe(0);
  });

  test('to everybody but programs: people are asked', async () => {
    const { organizationId, staff } = await newOrganization();
    await expect(provision(staff, organizationId)).rejects.toMatchObject({ code: 'forbidden' });
    const { actor } = await createMember(database.db, organizationId);
    const admin = contextFor(database.db, actor);
    await expect(provision(admin, organizationId)).rejects.toMatchObject({ code: 'forbidden' });
  });
});
