import { describe, expect, test } from 'vitest';
import { useDatabase } from '@/tests/database';
import { invite } from '@/tests/factories/invitations';
import { programFor, provision } from '@/tests/factories/programs';
import { codesOf } from '@/tests/factories/refusals';
import { countSeats } from '@/tests/factories/seats';
import { createTestOrganization, freshEmail } from '@/tests/factories/world';

const database = useDatabase();
const fifty = Array.from({ length: 50 }, (_, index) => index);

describe('50 people added at once', () => {
  test('by one address are one member; the rest hear that they are', async () => {
    const { organizationId } = await createTestOrganization(database.db);
    const email = freshEmail();
    const program = programFor(database.db);
    const results = await Promise.allSettled(fifty.map(() => provision(program, organizationId, { email })));
    expect(codesOf(results)).toEqual(Array(49).fill('already_member'));
    expect(await database.db.membership.count({ where: { organizationId } })).toBe(1);
    expect(await countSeats(database.db, organizationId)).toEqual({ used: 1, recounted: 1 });
    const audited = { organizationId, action: 'membership.created' };
    expect(await database.db.auditEvent.count({ where: audited })).toBe(1);
  });

  test('to an organization with ten seats are exactly ten', async () => {
    const { organizationId } = await createTestOrganization(database.db);
    await database.db.organization.update({ where: { id: organizationId }, data: { seatsCap: 10 } });
    const program = programFor(database.db);
    const results = await Promise.allSettled(fifty.map(() => provision(program, organizationId)));
    expect(codesOf(results)).toEqual(Array(40).fill('seats_full'));
    expect(await countSeats(database.db, organizationId)).toEqual({ used: 10, recounted: 10 });
  });

  test('while they are invited too have one membership each, one way or the other', async () => {
    const { organizationId, staff } = await createTestOrganization(database.db);
    const program = programFor(database.db);
    const emails = fifty.slice(0, 25).map(() => freshEmail());
    const results = await Promise.allSettled(
      emails.flatMap((email) => [
        invite(staff, organizationId, { email }),
        provision(program, organizationId, { email }),
      ]),
    );
    const codes = codesOf(results);
    expect(codes).toHaveLength(25);
    expect(codes.every((code) => code === 'already_member' || code === 'already_invited')).toBe(true);
    expect(await countSeats(database.db, organizationId)).toEqual({ used: 25, recounted: 25 });
  });
});
