import { describe, expect, test } from 'vitest';
import { useDatabase } from '@/tests/database';
import { createTestDirectory, type TestDirectory } from '@/tests/factories/directories';
import { createUser } from './create-user';
import { mapUser } from './map-user';
import { readPatch } from './patch';
import { patchUser } from './patch-user';
import { readUser } from './read-user';
import { replaceUser } from './replace-user';

const database = useDatabase();
const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
const core = 'urn:ietf:params:scim:schemas:core:2.0:User';

const sent = {
  schemas: [core, enterprise],
  userName: 'ada@example.com',
  nickName: 'Ada',
  title: 'Engineer',
  name: { givenName: 'Augusta', familyName: 'King' },
  phoneNumbers: [
    { value: '1', type: 'home' },
    { value: '2', type: 'work', primary: true },
  ],
  [enterprise]: { department: 'Engines', manager: { value: '42' } },
};

describe('the attribute mapping of a directory', () => {
  test.each([
    ['title', 'Engineer'],
    ['TITLE', 'Engineer'],
    ['name.familyName', 'King'],
    ['department', 'Engines'],
    [`${enterprise}:department`, 'Engines'],
    ['manager.value', '42'],
    ['phoneNumbers', '2'],
    ['phoneNumbers.type', 'work'],
    ['nothing', null],
    ['name', null],
    ['__proto__', null],
    ['not a path!', null],
  ])('reads %s as metadata', (path, text) => {
    expect(mapUser(readUser(sent), { key: path }).metadata).toEqual({ key: text });
  });

  test("says which attribute is a member's name, else it is the usual one", () => {
    const { names } = mapUser(readUser(sent), { given_name: 'nickName', family_name: 'nothing' });
    expect(names).toMatchObject({ givenName: 'Ada', familyName: 'King' });
    expect(mapUser(readUser(sent), {})).toEqual(readUser(sent));
  });
});

const request = { method: 'POST', path: '/Users', body: null };

function mapped(directory: TestDirectory, attributeMapping: Record<string, string>) {
  const { actor } = directory.ctx;
  if (actor.kind !== 'directory') throw new Error('It is no directory.');
  return { ...directory.ctx, actor: { ...actor, attributeMapping } };
}

describe('what a mapping keeps beside a membership', () => {
  test('comes with the user, follows each change, and leaves what others keep there', async () => {
    const directory = await createTestDirectory(database.db);
    const ctx = mapped(directory, { team: 'department', given_name: 'nickName' });
    const userName = directory.email();
    const user = { ...sent, userName };
    const { id } = await createUser(ctx, { user: readUser(user), request });
    const read = async () => {
      const { membership } = await database.db.directoryUser.findUniqueOrThrow({
        where: { id },
        select: { membership: { select: { id: true, metadata: true, user: true } } },
      });
      if (!membership) throw new Error('They are no member.');
      return membership;
    };
    expect(await read()).toMatchObject({ metadata: { team: 'Engines' }, user: { givenName: 'Ada' } });

    const { id: membershipId } = await read();
    const metadata = { team: 'Engines', desk: '4' };
    await database.db.membership.update({ where: { id: membershipId }, data: { metadata } });
    const change = { userId: id, request, ifMatch: null };
    const value = { [`${enterprise}:department`]: 'Poems', nickName: 'Lady' };
    const operations = readPatch({
      schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
      Operations: [{ op: 'replace', value }],
    });
    await patchUser(ctx, { ...change, operations });
    const changed = await read();
    expect(changed.metadata).toEqual({ desk: '4', team: 'Poems' });
    expect(changed.user.givenName).toBe('Lady');
    const audit = { action: 'membership.updated', targetId: membershipId };
    expect(await database.db.auditEvent.count({ where: audit })).toBe(1);

    await replaceUser(ctx, { ...change, resource: { schemas: [core], userName } });
    expect((await read()).metadata).toEqual({ desk: '4' });
  });
});
