import { describe, expect, test } from 'vitest';
import { changesChannel, createListener } from '@/lib/db';
import { useDatabase } from '@/tests/database';
import { createMember, createPerson } from '@/tests/factories/members';
import { contextFor, createTestOrganization, memberRoleId } from '@/tests/factories/world';
import { getOwnProfile } from './get-own-profile';
import { updateOwnProfile } from './update-own-profile';
import { updateOwnProfileSchema } from './user.schema';

const database = useDatabase();
const names = { givenName: ' Ada ', familyName: 'Lovelace', displayName: '' };

describe("changing one's own profile", () => {
  test('names the person everywhere and records what changed, once', async () => {
    const person = await createPerson(database.db);
    const ctx = contextFor(database.db, person);
    for (const _ of [1, 2]) await updateOwnProfile(ctx, updateOwnProfileSchema.parse(names));
    expect(await getOwnProfile(ctx)).toEqual({
      userId: person.userId,
      email: person.email,
      givenName: 'Ada',
      familyName: 'Lovelace',
      displayName: null,
      namedBy: null,
      visibleName: 'Ada Lovelace',
    });
    const audit = await database.db.auditEvent.findMany({ where: { targetId: person.userId } });
    expect(audit).toMatchObject([
      {
        action: 'user.updated',
        changes: {
          before: { givenName: null, familyName: null },
          after: { givenName: 'Ada', familyName: 'Lovelace' },
        },
      },
    ]);
  });

  test('tells the open screens of each of their organizations', async () => {
    const { organizationId } = await createTestOrganization(database.db);
    const { actor } = await createMember(database.db, organizationId, { roleIds: [memberRoleId] });
    const listener = createListener(database.url);
    await listener.connect();
    const heard = new Promise<void>((resolve) => {
      listener.on('notification', ({ payload }) => payload === organizationId && resolve());
    });
    await listener.query(`listen ${changesChannel}`);
    await updateOwnProfile(contextFor(database.db, actor), updateOwnProfileSchema.parse(names));
    await heard;
    await listener.end();
  });

  test('refuses control characters by the field', () => {
    const { error } = updateOwnProfileSchema.safeParse({ ...names, displayName: 'Ada\u202Eevil' });
    expect(error?.issues.map((issue) => issue.path.join())).toEqual(['displayName']);
  });

  test('is for those who are signed in, and still exist', async () => {
    const input = updateOwnProfileSchema.parse(names);
    const gone = contextFor(database.db, { ...(await createPerson(database.db)), userId: 'usr_1' });
    const refused = { code: 'unauthenticated' };
    await expect(updateOwnProfile(contextFor(database.db), input)).rejects.toMatchObject(refused);
    await expect(updateOwnProfile(gone, input)).rejects.toMatchObject(refused);
    await expect(getOwnProfile(gone)).rejects.toMatchObject(refused);
  });
});
