import { describe, expect, test } from 'vitest';
import { addSeconds } from '@/lib/clock';
import { inviteMemberSchema } from '@/lib/invitations/invitation.schema';
import { inviteMember } from '@/lib/invitations/invite-member';
import { useDatabase } from '@/tests/database';
import { createMember } from '@/tests/factories/members';
import {
  contextFor,
  createStaff,
  createTestOrganization,
  freshEmail,
  memberRoleId,
  testNow,
} from '@/tests/factories/world';
import { changeSeats } from './change-seats';

const database = useDatabase();

async function prepare() {
  const { organizationId } = await createTestOrganization(database.db);
  const vendor = contextFor(database.db, await createStaff(database.db, 'ADMIN'));
  const invite = (expiresInSeconds = 86_400) => {
    const input = { organizationId, email: freshEmail(), roleIds: [memberRoleId], expiresInSeconds };
    return inviteMember(contextFor(database.db, vendor.actor), inviteMemberSchema.parse(input));
  };
  const read = () => database.db.organization.findUniqueOrThrow({ where: { id: organizationId } });
  return { organizationId, vendor, invite, read };
}

describe('changing the seats', () => {
  test('sets and removes the limit, and records both', async () => {
    const { organizationId, vendor, read } = await prepare();
    await changeSeats(vendor, { organizationId, seatsCap: 5 });
    expect((await read()).seatsCap).toBe(5);
    await changeSeats(vendor, { organizationId, seatsCap: null });
    const audit = await database.db.auditEvent.findMany({
      where: { organizationId, action: 'organization.updated' },
      orderBy: { id: 'asc' },
    });
    expect(audit.map((row) => row.changes)).toEqual([
      { before: { seatsCap: null }, after: { seatsCap: 5 } },
      { before: { seatsCap: 5 }, after: { seatsCap: null } },
    ]);
  });

  test('below what is taken is refused by the field', async () => {
    const { organizationId, vendor, invite, read } = await prepare();
    await createMember(database.db, organizationId);
    await invite();
    await expect(changeSeats(vendor, { organizationId, seatsCap: 1 })).rejects.toMatchObject({
      code: 'invalid_input',
      fields: { seatsCap: expect.any(String) },
    });
    expect(await read()).toMatchObject({ seatsCap: null, seatsUsed: 2 });
  });

  test('gives back first what expired invitations held', async () => {
    const { organizationId, vendor, invite, read } = await prepare();
    await Promise.all([invite(300), invite(300), invite()]);
    const later = contextFor(database.db, vendor.actor, addSeconds(testNow, 300));
    await changeSeats(later, { organizationId, seatsCap: 1 });
    expect(await read()).toMatchObject({ seatsCap: 1, seatsUsed: 1 });
  });

  test('while 20 people are invited never ends above the limit, nor below what is taken', async () => {
    const { organizationId, vendor, invite, read } = await prepare();
    await Promise.all([invite(300), invite(300)]);
    const work = Array.from({ length: 20 }, () => invite().catch((error) => error.code));
    const later = contextFor(database.db, vendor.actor, addSeconds(testNow, 300));
    const outcome = await changeSeats(later, { organizationId, seatsCap: 5 }).catch((error) => error.code);
    await Promise.all(work);
    const { seatsCap, seatsUsed } = await read();
    const held = await database.db.invitation.count({ where: { organizationId, seatHeld: true } });
    expect(seatsUsed).toBe(held);
    expect([outcome, seatsCap]).toEqual(seatsUsed > 5 ? ['invalid_input', null] : [undefined, 5]);
  });

  test('is not for the organization itself', async () => {
    const { organizationId } = await prepare();
    const { actor } = await createMember(database.db, organizationId);
    const admin = contextFor(database.db, actor);
    await expect(changeSeats(admin, { organizationId, seatsCap: 500 })).rejects.toMatchObject({
      code: 'forbidden',
    });
  });

  test('of an organization that does not exist is refused', async () => {
    const { vendor } = await prepare();
    const organizationId = 'org_1234567890123456789';
    await expect(changeSeats(vendor, { organizationId, seatsCap: 5 })).rejects.toMatchObject({
      code: 'not_found',
    });
  });
});
