import { describe, expect, test } from 'vitest';
import { useDatabase } from '@/tests/database';
import { createPerson } from '@/tests/factories/members';
import { programFor, provision } from '@/tests/factories/programs';
import { contextFor, createStaff, createTestOrganization, later } from '@/tests/factories/world';
import { updateUser } from './update-user';

const database = useDatabase();

async function usePerson() {
  const { organizationId } = await createTestOrganization(database.db);
  const program = { ...programFor(database.db), now: later(60) };
  const { userId } = await provision(programFor(database.db), organizationId, {
    givenName: 'Ada',
    familyName: 'Lindqvist',
    locale: 'sv',
    groups: ['robots'],
    metadata: { team: 'robots', desk: '4th' },
  });
  return { userId, program };
}

const find = (id: string) => database.db.user.findUniqueOrThrow({ where: { id } });

describe('changing a person', () => {
  test('changes what is given, replaces pairs and lists as a whole, and leaves the rest', async () => {
    const { userId, program } = await usePerson();
    const given = {
      userId,
      familyName: 'Berg',
      displayName: 'Ada B.',
      groups: ['sales'],
      metadata: { team: 'x' },
    };
    await updateUser(program, given);
    expect(await find(userId)).toMatchObject({
      givenName: 'Ada',
      familyName: 'Berg',
      name: 'Ada B.',
      locale: 'sv',
      groups: ['sales'],
      metadata: { team: 'x' },
      updatedAt: later(60),
    });
  });

  test('takes away what is given as null', async () => {
    const { userId, program } = await usePerson();
    await updateUser(program, { userId, givenName: null, locale: null });
    expect(await find(userId)).toMatchObject({ givenName: null, familyName: 'Lindqvist', locale: null });
  });

  test('is audited with what changed, and not at all when nothing did', async () => {
    const { userId, program } = await usePerson();
    const same = { userId, locale: 'sv', metadata: { desk: '4th', team: 'robots' } };
    await updateUser(program, same);
    await updateUser(program, { ...same, givenName: 'Ida' });
    const events = await database.db.auditEvent.findMany({ where: { targetId: userId } });
    expect(events).toMatchObject([
      { action: 'user.updated', changes: { before: { givenName: 'Ada' }, after: { givenName: 'Ida' } } },
    ]);
  });

  test('is refused with an external id that another person has, also by parallel requests', async () => {
    const program = programFor(database.db);
    const people = await Promise.all([1, 2, 3].map(() => createPerson(database.db)));
    const results = await Promise.allSettled(
      people.map(({ userId }) => updateUser(program, { userId, externalId: 'ada-1' })),
    );
    const refused = results.flatMap((result) => (result.status === 'rejected' ? [result.reason] : []));
    expect(refused).toHaveLength(2);
    for (const reason of refused)
      expect(reason).toMatchObject({ code: 'invalid_input', fields: { externalId: expect.any(String) } });
  });

  test('is for programs, of people that there are', async () => {
    const { userId, program } = await usePerson();
    const owner = contextFor(database.db, await createStaff(database.db, 'OWNER'));
    await expect(updateUser(owner, { userId, locale: 'de' })).rejects.toMatchObject({ code: 'forbidden' });
    const nobody = updateUser(program, { userId: 'usr_1000000000000000009', locale: 'de' });
    await expect(nobody).rejects.toMatchObject({ code: 'not_found' });
  });
});
