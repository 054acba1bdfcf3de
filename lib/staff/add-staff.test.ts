import { describe, expect, test } from 'vitest';
import type { StaffRole } from '@/lib/authz/context';
import { useDatabase } from '@/tests/database';
import { createMember, createPerson } from '@/tests/factories/members';
import { contextFor, createStaff, createTestOrganization, freshEmail } from '@/tests/factories/world';
import { addStaff } from './add-staff';
import { listStaff } from './list-staff';
import { addStaffSchema } from './staff.schema';

const database = useDatabase();

async function contextOf(role: StaffRole) {
  return contextFor(database.db, await createStaff(database.db, role));
}

describe('adding someone to the staff', () => {
  test('makes a user, mails them once, and records it', async () => {
    const ctx = await contextOf('ADMIN');
    const email = `New.${freshEmail()}`;
    const { userId } = await addStaff(ctx, addStaffSchema.parse({ email, role: 'SUPPORT' }));
    const row = (await listStaff(ctx)).find((one) => one.userId === userId);
    const added = { email, role: 'SUPPORT', addedByName: 'Staff ADMIN', name: null, lastLoginAt: null };
    expect(row).toMatchObject(added);
    const mail = await database.db.mailMessage.findMany({ where: { userId } });
    const content = { kind: 'staff_welcome', inviterName: 'Staff ADMIN', staffRole: 'SUPPORT' };
    expect(mail).toMatchObject([{ toAddress: email, content }]);
    const jobs = await database.db.$queryRaw`
      select count(*)::int as count from graphile_worker._private_jobs where payload->>'mailId' = ${mail[0]?.id}`;
    expect(jobs).toEqual([{ count: 1 }]);
    const audit = await database.db.auditEvent.findMany({ where: { targetId: userId } });
    expect(audit).toMatchObject([{ action: 'staff.added', changes: { after: { role: 'SUPPORT' } } }]);
  });

  test('keeps who exists already and mails the address that is stored', async () => {
    const person = await createPerson(database.db);
    const { userId } = await addStaff(await contextOf('OWNER'), {
      email: person.email.toUpperCase().replace(/@.*/, '@example.com'),
      role: 'ADMIN',
    });
    expect(userId).toBe(person.userId);
    const mail = await database.db.mailMessage.findMany({ where: { userId } });
    expect(mail).toMatchObject([{ toAddress: person.email }]);
  });

  test('five times at once adds them once and mails them once', async () => {
    const ctx = await contextOf('ADMIN');
    const email = freshEmail();
    const add = async () => addStaff(await contextOf('ADMIN'), { email, role: 'SUPPORT' });
    await database.db.rateLimit.deleteMany();
    const results = await Promise.allSettled(Array.from({ length: 5 }, add));
    const refused = results.filter((result) => result.status === 'rejected').map((result) => result.reason);
    expect(refused.map((error) => error.code)).toEqual(Array(4).fill('conflict'));
    expect(refused[0]).toMatchObject({ fields: { email: 'This person is on the staff already.' } });
    expect(await database.db.mailMessage.count({ where: { toAddress: email } })).toBe(1);
    await expect(addStaff(ctx, { email, role: 'SUPPORT' })).rejects.toMatchObject({
      code: 'rate_limited',
      retryAfterSeconds: 3600,
    });
  });

  test('as owner is for owners only', async () => {
    const input = { email: freshEmail(), role: 'OWNER' } as const;
    await expect(addStaff(await contextOf('ADMIN'), input)).rejects.toMatchObject({ code: 'forbidden' });
    expect(await database.db.user.count({ where: { email: input.email } })).toBe(0);
    await addStaff(await contextOf('OWNER'), input);
  });

  test('is refused to support and to admins of organizations, who do not see the staff either', async () => {
    const { organizationId } = await createTestOrganization(database.db);
    const admin = contextFor(database.db, (await createMember(database.db, organizationId)).actor);
    const input = { email: freshEmail(), role: 'SUPPORT' } as const;
    for (const ctx of [await contextOf('SUPPORT'), admin]) {
      await expect(addStaff(ctx, input)).rejects.toMatchObject({ code: 'forbidden' });
    }
    await expect(listStaff(admin)).rejects.toMatchObject({ code: 'forbidden' });
    expect(await listStaff(await contextOf('SUPPORT'))).not.toEqual([]);
  });
});
