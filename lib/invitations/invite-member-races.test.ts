import { describe, expect, test } from 'vitest';
import { useDatabase } from '@/tests/database';
import { invite } from '@/tests/factories/invitations';
import { codesOf } from '@/tests/factories/refusals';
import { countSeats } from '@/tests/factories/seats';
import { contextFor, createStaff, createTestOrganization, freshEmail, later } from '@/tests/factories/world';

const database = useDatabase();
const fifty = Array.from({ length: 50 }, (_, index) => index);

async function setSeats(organizationId: string, seatsCap: number) {
  await database.db.organization.update({ where: { id: organizationId }, data: { seatsCap } });
}

describe('50 invitations at once', () => {
  test('of one address make one membership; the rest hear that there is one, or to wait', async () => {
    const { organizationId } = await createTestOrganization(database.db);
    const actors = await Promise.all(fifty.map(() => createStaff(database.db)));
    const email = freshEmail();
    const results = await Promise.allSettled(
      actors.map((actor) => invite(contextFor(database.db, actor), organizationId, { email })),
    );
    const codes = codesOf(results);
    expect(codes).toHaveLength(49);
    expect(codes.filter((code) => code === 'already_invited')).toHaveLength(19);
    expect(codes.filter((code) => code === 'rate_limited')).toHaveLength(30);
    expect(await database.db.membership.count({ where: { organizationId } })).toBe(1);
    expect(await database.db.invitation.count({ where: { organizationId } })).toBe(1);
    expect(await database.db.mailMessage.count({ where: { toAddress: email } })).toBe(1);
    expect(await countSeats(database.db, organizationId)).toEqual({ used: 1, recounted: 1 });
  });

  test('of one new address to many organizations make one person', async () => {
    const email = freshEmail();
    const worlds = await Promise.all(fifty.slice(0, 20).map(() => createTestOrganization(database.db)));
    const invited = await Promise.all(
      worlds.map(({ organizationId, staff }) => invite(staff, organizationId, { email })),
    );
    expect(new Set(invited.map((one) => one.userId)).size).toBe(1);
    expect(await database.db.membership.count({ where: { emailKey: email } })).toBe(20);
  });

  test('of different addresses to an organization with ten seats make exactly ten', async () => {
    const { organizationId, staff } = await createTestOrganization(database.db);
    await setSeats(organizationId, 10);
    const results = await Promise.allSettled(fifty.map(() => invite(staff, organizationId)));
    expect(codesOf(results)).toEqual(Array(40).fill('seats_full'));
    expect(await countSeats(database.db, organizationId)).toEqual({ used: 10, recounted: 10 });
    expect(await database.db.membership.count({ where: { organizationId } })).toBe(10);
  });

  test('take the seats of expired invitations, each of them once', async () => {
    const { organizationId, staff } = await createTestOrganization(database.db);
    await setSeats(organizationId, 10);
    const old = fifty.slice(0, 7).map(() => invite(staff, organizationId, { expiresInSeconds: 300 }));
    const lasting = fifty.slice(0, 3).map(() => invite(staff, organizationId));
    await Promise.all([...old, ...lasting]);
    const ctx = { ...staff, now: later(300) };
    const results = await Promise.allSettled(fifty.map(() => invite(ctx, organizationId)));
    expect(codesOf(results)).toEqual(Array(43).fill('seats_full'));
    expect(await countSeats(database.db, organizationId)).toEqual({ used: 10, recounted: 10 });
  });

  test('are as many as they are where nothing limits the seats', async () => {
    const { organizationId, staff } = await createTestOrganization(database.db);
    await Promise.all(fifty.map(() => invite(staff, organizationId)));
    expect(await countSeats(database.db, organizationId)).toEqual({ used: 50, recounted: 50 });
    const [jobs] = await database.db.$queryRaw<{ count: number }[]>`
      select count(*)::int as count from graphile_worker._private_jobs j
      join mail_messages m on m.id = j.payload->>'mailId' where m.organization_id = ${organizationId}`;
    expect(jobs?.count).toBe(50);
  });
});
