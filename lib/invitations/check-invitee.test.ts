import { describe, expect, test } from 'vitest';
import { useDatabase } from '@/tests/database';
import { invite } from '@/tests/factories/invitations';
import { createMember, createPerson } from '@/tests/factories/members';
import { contextFor, createTestOrganization, freshEmail, later, memberRoleId } from '@/tests/factories/world';
import { checkInvitee, checkInviteeSchema } from './check-invitee';

const database = useDatabase();

async function useWorld() {
  const { organizationId, staff } = await createTestOrganization(database.db);
  const check = (email: string, seconds = 0) =>
    checkInvitee({ ...staff, now: later(seconds) }, checkInviteeSchema.parse({ organizationId, email }));
  return { organizationId, staff, check };
}

describe('checking whom one is about to invite', () => {
  test('tells someone new, someone pending, someone expired and the members apart', async () => {
    const { organizationId, staff, check } = await useWorld();
    const pending = await invite(staff, organizationId, { expiresInSeconds: 300 });
    const active = await createMember(database.db, organizationId);
    const inactive = await createMember(database.db, organizationId, { status: 'INACTIVE' });
    expect(await check(freshEmail())).toMatchObject({ verdict: 'new', membershipId: null });
    const { membershipId } = pending;
    expect(await check(pending.email)).toMatchObject({ verdict: 'pending', membershipId });
    expect(await check(pending.email, 300)).toMatchObject({ verdict: 'expired', membershipId });
    expect(await check(active.actor.email)).toMatchObject({ verdict: 'member' });
    expect(await check(inactive.actor.email)).toMatchObject({ verdict: 'inactive' });
  });

  test('compares addresses as inviting does', async () => {
    const { organizationId, staff, check } = await useWorld();
    await invite(staff, organizationId, { email: 'grace@xn--bcher-kva.example' });
    expect(await check(' GRACE@BÜCHER.example ')).toMatchObject({ verdict: 'pending' });
  });

  test('says that a domain is blocked', async () => {
    const { check } = await useWorld();
    expect(await check('somebody@mailinator.com')).toMatchObject({ verdict: 'blocked' });
    expect(await check('somebody@gmail.com')).toMatchObject({ verdict: 'new' });
  });

  test('tells nothing of an account or a membership elsewhere', async () => {
    const { check } = await useWorld();
    const other = await createTestOrganization(database.db);
    const person = await createPerson(database.db);
    const member = await createMember(database.db, other.organizationId);
    const unknown = await check(freshEmail());
    expect(await check(person.email)).toEqual(unknown);
    expect(await check(member.actor.email)).toEqual(unknown);
  });

  test('changes nothing', async () => {
    const { check } = await useWorld();
    const email = freshEmail();
    await check(email);
    expect(await database.db.user.count({ where: { emailKey: email } })).toBe(0);
  });

  test('is for those who may invite', async () => {
    const { organizationId } = await useWorld();
    const plain = await createMember(database.db, organizationId, { roleIds: [memberRoleId] });
    const stranger = await createPerson(database.db);
    const input = { organizationId, email: plain.actor.email };
    const asPlain = checkInvitee(contextFor(database.db, plain.actor), input);
    await expect(asPlain).rejects.toMatchObject({ code: 'forbidden' });
    const asStranger = checkInvitee(contextFor(database.db, stranger), input);
    await expect(asStranger).rejects.toMatchObject({ code: 'not_found' });
  });
});
