import { describe, expect, test } from 'vitest';
import type { Ctx } from '@/lib/authz/context';
import { useDatabase } from '@/tests/database';
import { createMember, createPerson } from '@/tests/factories/members';
import { createProgram } from '@/tests/factories/programs';
import {
  contextFor,
  createStaff,
  createTestOrganization,
  freshEmail,
  memberRoleId,
} from '@/tests/factories/world';
import { getInvitationRecord } from './get-invitation-record';
import { inviteMember } from './invite-member';

const database = useDatabase();

/** Invites in the name of somebody, and tells what stands in the mail and in the record. */
async function inviteAs(organizationId: string, inviterEmail: string | null, by?: Ctx) {
  const ctx = by ?? (await createProgram(database.db));
  const input = { organizationId, email: freshEmail(), roleIds: [memberRoleId], inviterEmail };
  const names = { givenName: null, familyName: null, displayName: null };
  const { membershipId, mailId, invitationId } = await inviteMember(ctx, { ...input, ...names });
  const mail = await database.db.mailMessage.findUniqueOrThrow({ where: { id: mailId } });
  const stored = await database.db.invitation.findUniqueOrThrow({ where: { id: invitationId } });
  const record = await getInvitationRecord(ctx, { organizationId, membershipId });
  return { mail: mail.content, inviterId: stored.inviterId, inviterEmail: record.inviterEmail };
}

describe('an application that invites', () => {
  test('does so in the name of a member or of the staff', async () => {
    const { organizationId } = await createTestOrganization(database.db);
    const { actor } = await createMember(database.db, organizationId);
    await database.db.user.update({ where: { id: actor.userId }, data: { name: 'Ada Lindqvist' } });
    expect(
      await inviteAs(organizationId, actor.email.toUpperCase().replace('EXAMPLE.COM', 'example.com')),
    ).toMatchObject({
      mail: { inviterName: 'Ada Lindqvist' },
      inviterId: actor.userId,
      inviterEmail: actor.email,
    });
    const staff = await createStaff(database.db);
    expect(await inviteAs(organizationId, staff.email)).toMatchObject({
      mail: { inviterName: 'Staff SUPPORT' },
      inviterEmail: staff.email,
    });
  });

  test('names itself when it says nobody', async () => {
    const { organizationId } = await createTestOrganization(database.db);
    const own = { mail: { inviterName: 'Your application' }, inviterId: null, inviterEmail: null };
    expect(await inviteAs(organizationId, null)).toMatchObject(own);
  });

  test('cannot name anybody else, and then invites nobody', async () => {
    const { organizationId } = await createTestOrganization(database.db);
    const elsewhere = await createTestOrganization(database.db);
    const people = [
      await createPerson(database.db),
      (await createMember(database.db, elsewhere.organizationId)).actor,
      (await createMember(database.db, organizationId, { status: 'INACTIVE' })).actor,
      { email: freshEmail() },
    ];
    for (const { email } of people)
      await expect(inviteAs(organizationId, email)).rejects.toMatchObject({
        code: 'invalid_input',
        fields: { inviterEmail: expect.any(String) },
      });
    expect(await database.db.invitation.count({ where: { organizationId } })).toBe(0);
  });
});

describe('a person who invites', () => {
  test('is who is named, whatever else is said', async () => {
    const { organizationId } = await createTestOrganization(database.db);
    const { actor } = await createMember(database.db, organizationId);
    const other = await createMember(database.db, organizationId);
    const ctx = contextFor(database.db, actor);
    expect(await inviteAs(organizationId, other.actor.email, ctx)).toMatchObject({
      inviterId: actor.userId,
      inviterEmail: actor.email,
    });
  });
});
