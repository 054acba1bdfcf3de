import { describe, expect, test } from 'vitest';
import { useDatabase } from '@/tests/database';
import { invite } from '@/tests/factories/invitations';
import { createMember, createPerson } from '@/tests/factories/members';
import {
  adminRoleId,
  contextFor,
  createTestOrganization,
  freshEmail,
  later,
  memberRoleId,
  testNow,
} from '@/tests/factories/world';
import { removeMember } from '../memberships/remove-member';

const database = useDatabase();

async function countRows() {
  const [counts] = await database.db.$queryRaw<Record<string, number>[]>`
    select (select count(*)::int from users) as users, (select count(*)::int from memberships) as memberships,
      (select count(*)::int from membership_roles) as roles, (select count(*)::int from invitations) as invitations,
      (select count(*)::int from mail_messages) as mails, (select count(*)::int from audit_events) as audit,
      (select count(*)::int from events) as events,
      (select count(*)::int from graphile_worker._private_jobs) as jobs`;
  return counts ?? {};
}

function added(before: Record<string, number>, after: Record<string, number>) {
  return Object.fromEntries(
    Object.entries(after).map(([name, count]) => [name, count - (before[name] ?? 0)]),
  );
}

async function findInvitation(id: string) {
  return database.db.invitation.findUniqueOrThrow({ where: { id } });
}

async function findMail(id: string) {
  return database.db.mailMessage.findUniqueOrThrow({ where: { id } });
}

describe('inviting a person', () => {
  test('writes user, membership, role, invitation, mail, audit row, event and job: one of each, and nothing else', async () => {
    const { organizationId, staff } = await createTestOrganization(database.db);
    const before = await countRows();
    const invited = await invite(staff, organizationId);
    const one = {
      users: 1,
      memberships: 1,
      roles: 1,
      invitations: 1,
      mails: 1,
      audit: 1,
      events: 1,
      jobs: 1,
    };
    expect(added(before, await countRows())).toEqual(one);
    const membership = await database.db.membership.findUniqueOrThrow({
      where: { id: invited.membershipId },
    });
    expect(membership).toMatchObject({
      status: 'PENDING_INVITE',
      provisioningMethod: 'invitation',
      userId: invited.userId,
      joinedAt: null,
    });
    const organization = await database.db.organization.findUniqueOrThrow({ where: { id: organizationId } });
    expect(organization.seatsUsed).toBe(1);
  });

  test('enqueues the mail by its id alone', async () => {
    const { organizationId, staff } = await createTestOrganization(database.db);
    const { mailId } = await invite(staff, organizationId);
    const jobs = await database.db.$queryRaw`
      select payload from graphile_worker._private_jobs where payload->>'mailId' = ${mailId}`;
    expect(jobs).toEqual([{ payload: { mailId } }]);
  });

  test('that is refused writes nothing at all', async () => {
    const { organizationId, staff } = await createTestOrganization(database.db);
    const { email } = await invite(staff, organizationId);
    const before = await countRows();
    await expect(invite(staff, organizationId, { email })).rejects.toThrow();
    const refusedRole = invite(staff, organizationId, { roleIds: ['role_1999999999999999999'] });
    await expect(refusedRole).rejects.toThrow();
    expect(await countRows()).toEqual(before);
  });

  test('twice with the same role gives it once, and two roles both', async () => {
    const { organizationId, staff } = await createTestOrganization(database.db);
    const roleIds = [memberRoleId, adminRoleId, memberRoleId];
    const { membershipId, mailId } = await invite(staff, organizationId, { roleIds });
    const held = await database.db.membershipRole.findMany({
      where: { membershipId },
      orderBy: { roleId: 'asc' },
    });
    expect(held.map((role) => role.roleId)).toEqual([adminRoleId, memberRoleId]);
    expect((await findMail(mailId)).content).toMatchObject({ roleNames: 'Admin, Member' });
  });

  test('is audited with who, what, from where, and the roles given', async () => {
    const { organizationId, staff } = await createTestOrganization(database.db);
    const { invitationId, email, expiresAt } = await invite(staff, organizationId);
    const event = await database.db.auditEvent.findFirstOrThrow({ where: { targetId: invitationId } });
    expect(event).toMatchObject({
      action: 'invitation.created',
      organizationId,
      at: testNow,
      actorKind: 'user',
      actorName: 'Staff SUPPORT',
      targetKind: 'invitation',
      targetName: email,
      ip: '127.0.0.1',
      requestId: staff.requestId,
    });
    const after = { roles: 'Member', expires_at: expect.stringContaining('2026-12-07') };
    expect(event.changes).toEqual({ after });
    expect(expiresAt).toEqual(later(15 * 86_400));
  });

  test('freezes everything that the mail says, without a token', async () => {
    const { organizationId, staff } = await createTestOrganization(database.db, 'Ångström & <Söhne>');
    const { mailId, invitationId, email } = await invite(staff, organizationId);
    const mail = await findMail(mailId);
    expect(mail).toMatchObject({
      kind: 'invitation',
      toAddress: email,
      invitationId,
      organizationId,
      state: 'QUEUED',
      idempotencyKey: `invitation/${invitationId}/1/0`,
    });
    expect(mail.content).toEqual({
      kind: 'invitation',
      applicationName: 'Your application',
      supportAddress: null,
      fromName: 'Your application',
      fromAddress: expect.any(String),
      organizationName: 'Ångström & <Söhne>',
      inviterName: 'Staff SUPPORT',
      roleNames: 'Member',
      invitationId,
      generation: 1,
      expiresAt: '2026-12-07T12:00:00Z',
    });
  });

  test('stores no mac of a link anywhere', async () => {
    const { organizationId, staff } = await createTestOrganization(database.db);
    const { invitationId, mailId } = await invite(staff, organizationId);
    const rows = await database.db.$queryRaw`
      select row_to_json(i)::text || row_to_json(m)::text || j.payload::text || a.changes::text as everything
      from invitations i, mail_messages m, graphile_worker._private_jobs j, audit_events a
      where i.id = ${invitationId} and m.id = ${mailId} and j.payload->>'mailId' = m.id and a.target_id = i.id`;
    expect(JSON.stringify(rows)).toContain(invitationId);
    expect(JSON.stringify(rows)).not.toMatch(/[0-9]{17,19}\.[0-9]+\.[\w-]{43}/);
  });
});

describe('who is invited', () => {
  test('keeps the names that were typed when they are new', async () => {
    const { organizationId, staff } = await createTestOrganization(database.db);
    const names = { givenName: ' Ada ', familyName: 'Lovelace', displayName: '' };
    const { userId } = await invite(staff, organizationId, names);
    const user = await database.db.user.findUniqueOrThrow({ where: { id: userId } });
    expect(user).toMatchObject({ givenName: 'Ada', familyName: 'Lovelace', name: null, emailVerified: null });
  });

  test('keeps their profile and their stored address when they are known, and gets a second membership', async () => {
    const { organizationId, staff } = await createTestOrganization(database.db);
    const person = await createPerson(database.db);
    const profile = { name: 'Grace', email: person.email.replace('person', 'Person') };
    await database.db.user.update({ where: { id: person.userId }, data: profile });
    const names = { displayName: 'Someone else', givenName: 'X' };
    const invited = await invite(staff, organizationId, { email: person.email.toUpperCase(), ...names });
    expect(invited).toMatchObject({ userId: person.userId, email: profile.email });
    expect((await findMail(invited.mailId)).toAddress).toBe(profile.email);
    const user = await database.db.user.findUniqueOrThrow({ where: { id: person.userId } });
    expect(user).toMatchObject({ ...profile, givenName: null });
    const other = await createTestOrganization(database.db);
    await invite(other.staff, other.organizationId, { email: person.email });
    expect(await database.db.membership.count({ where: { userId: person.userId } })).toBe(2);
  });

  test.each([
    ['in other letters', 'Ada.Case@example.com', 'aDA.cASE@EXAMPLE.com'],
    ['with spaces around', 'ada.space@example.com', '  ada.space@example.com\n'],
    ['with the domain in its own script', 'ada@xn--bcher-kva.example', 'ada@Bücher.example'],
  ])('is one person %s', async (_, first, second) => {
    const { organizationId, staff } = await createTestOrganization(database.db);
    await invite(staff, organizationId, { email: first });
    const again = invite(staff, organizationId, { email: second });
    await expect(again).rejects.toMatchObject({ code: 'already_invited' });
  });

  test.each([
    ['a plus tag', 'ada.tag@example.com', 'ada.tag+news@example.com'],
    ['a dot more', 'ada.dot@gmail.example', 'a.da.dot@gmail.example'],
  ])('is another person with %s', async (_, first, second) => {
    const { organizationId, staff } = await createTestOrganization(database.db);
    const one = await invite(staff, organizationId, { email: first });
    const other = await invite(staff, organizationId, { email: second });
    expect(other.userId).not.toBe(one.userId);
  });

  test('is forgiven an earlier removal here, not one elsewhere', async () => {
    const here = await createTestOrganization(database.db);
    const elsewhere = await createTestOrganization(database.db);
    const email = freshEmail();
    for (const { organizationId, staff } of [here, elsewhere]) {
      const { membershipId } = await invite(staff, organizationId, { email });
      await removeMember(staff, { organizationId, membershipId, keepUser: false });
    }
    await invite(here.staff, here.organizationId, { email });
    const removals = await database.db.removal.findMany({ where: { emailKey: email } });
    expect(removals.map((removal) => removal.organizationId)).toEqual([elsewhere.organizationId]);
  });
});

describe('an invitation is good', () => {
  const days = (count: number) => later(count * 86_400);

  test('for fifteen days, unless the workspace says otherwise', async () => {
    const { organizationId, staff } = await createTestOrganization(database.db);
    expect((await invite(staff, organizationId)).expiresAt).toEqual(days(15));
    await database.db.workspace.updateMany({ data: { invitationTtlSeconds: 7 * 86_400 } });
    expect((await invite(staff, organizationId)).expiresAt).toEqual(days(7));
    await database.db.workspace.updateMany({ data: { invitationTtlSeconds: 15 * 86_400 } });
  });

  test('as long as its organization says, and for itself as long as whoever invites says', async () => {
    const { organizationId, staff } = await createTestOrganization(database.db);
    const data = { invitationTtlSeconds: 3 * 86_400 };
    await database.db.organization.update({ where: { id: organizationId }, data });
    const usual = await invite(staff, organizationId);
    const short = await invite(staff, organizationId, { expiresInSeconds: 600 });
    expect([usual.expiresAt, short.expiresAt]).toEqual([days(3), later(600)]);
    expect(await findInvitation(short.invitationId)).toMatchObject({
      expiresAt: later(600),
      ttlSeconds: 600,
    });
  });
});

describe('a member who may invite', () => {
  test('is named as the inviter', async () => {
    const { organizationId } = await createTestOrganization(database.db);
    const { actor } = await createMember(database.db, organizationId);
    const named = { ...actor, name: 'Grace Hopper' };
    const { invitationId, mailId } = await invite(contextFor(database.db, named), organizationId);
    const invitation = await findInvitation(invitationId);
    expect(invitation).toMatchObject({ inviterId: actor.userId, inviterName: 'Grace Hopper' });
    expect((await findMail(mailId)).content).toMatchObject({ inviterName: 'Grace Hopper' });
  });
});
