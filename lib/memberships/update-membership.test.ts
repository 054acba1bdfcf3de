import { describe, expect, test } from 'vitest';
import { useDatabase } from '@/tests/database';
import { programFor, provision } from '@/tests/factories/programs';
import { createTestOrganization, later } from '@/tests/factories/world';
import { updateMembership } from './update-membership';

const database = useDatabase();

async function useMember() {
  const { organizationId, staff } = await createTestOrganization(database.db);
  const program = programFor(database.db);
  const membershipMetadata = { team: 'robots', desk: '4th' };
  const { membershipId } = await provision(program, organizationId, { membershipMetadata });
  return { staff, program, ref: { organizationId, membershipId } };
}

async function find(membershipId: string) {
  return database.db.membership.findUniqueOrThrow({ where: { id: membershipId } });
}

describe('what the application keeps beside a membership', () => {
  test('is replaced as a whole and audited', async () => {
    const { program, ref } = await useMember();
    await updateMembership({ ...program, now: later(60) }, { ...ref, metadata: { team: 'sales' } });
    expect(await find(ref.membershipId)).toMatchObject({ metadata: { team: 'sales' }, updatedAt: later(60) });
    const where = { action: 'membership.updated', targetId: ref.membershipId };
    expect(await database.db.auditEvent.findMany({ where })).toMatchObject([
      {
        changes: {
          before: { metadata: { team: 'robots', desk: '4th' } },
          after: { metadata: { team: 'sales' } },
        },
      },
    ]);
  });

  test('that is the same already is not written again', async () => {
    const { program, ref } = await useMember();
    const same = { desk: '4th', team: 'robots' };
    await updateMembership({ ...program, now: later(60) }, { ...ref, metadata: same });
    expect((await find(ref.membershipId)).updatedAt).toEqual(program.now);
    const where = { action: 'membership.updated', targetId: ref.membershipId };
    expect(await database.db.auditEvent.count({ where })).toBe(0);
  });

  test('is not found in another organization, and is for programs only', async () => {
    const { program, staff, ref } = await useMember();
    const { organizationId } = await createTestOrganization(database.db);
    const metadata = { team: 'sales' };
    const foreign = updateMembership(program, { ...ref, organizationId, metadata });
    await expect(foreign).rejects.toMatchObject({ code: 'not_found' });
    await expect(updateMembership(staff, { ...ref, metadata })).rejects.toMatchObject({ code: 'forbidden' });
  });
});
