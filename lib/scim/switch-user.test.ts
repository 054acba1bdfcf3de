import { expect, test } from 'vitest';
import { useDatabase } from '@/tests/database';
import { createTestDirectory, type TestDirectory } from '@/tests/factories/directories';
import { untilWaiting } from '@/tests/factories/locks';
import { createMember } from '@/tests/factories/members';
import { countSeats } from '@/tests/factories/seats';
import { adminRoleId } from '@/tests/factories/world';
import type { Ctx } from '../authz/context';
import { lockOrganization } from '../organizations/seats';
import { createUser } from './create-user';
import { patchUser } from './patch-user';
import { readUser } from './read-user';
import { readSwitch } from './switch-user';

const database = useDatabase();
const request = { method: 'PATCH', path: '/Users', body: null };

/** Statements alone: whatever needs a transaction fails. */
function withoutTransactions(ctx: Ctx): Ctx {
  const get = (target: object, name: string) => {
    if (name === '$transaction') throw new Error('This needs a transaction.');
    return Reflect.get(target, name);
  };
  return { ...ctx, db: new Proxy(ctx.db, { get: (target, name) => get(target, String(name)) }) };
}

async function create(directory: TestDirectory, ctx = directory.ctx) {
  const userName = directory.email();
  const schemas = ['urn:ietf:params:scim:schemas:core:2.0:User'];
  return createUser(ctx, { user: readUser({ schemas, userName }), request });
}

function turn(ctx: Ctx, userId: string, active: boolean) {
  const operations = [{ op: 'replace', path: 'active', value: active }] as const;
  return patchUser(ctx, { userId, operations, ifMatch: null, request });
}

test('creating somebody new, and turning them off and on, are one statement each', async () => {
  const directory = await createTestDirectory(database.db);
  const ctx = withoutTransactions(directory.ctx);
  const { id } = await create(directory, ctx);
  expect(await turn(ctx, id, false)).toMatchObject({
    active: false,
    version: 2,
    resource: { active: false },
  });
  expect(await turn(ctx, id, true)).toMatchObject({ active: true, version: 3, resource: { active: true } });
  await expect(turn(ctx, id, true)).rejects.toThrow('needs a transaction');
  expect(await countSeats(database.db, directory.organizationId)).toEqual({ used: 1, recounted: 1 });
});

test('somebody who became the only admin while the statement waited is not turned off', async () => {
  const directory = await createTestDirectory(database.db);
  const { organizationId, ctx } = directory;
  const { membershipId: admin } = await createMember(database.db, organizationId);
  const { id } = await create(directory);
  const { membershipId } = await database.db.directoryUser.findUniqueOrThrow({ where: { id } });
  if (!membershipId) throw new Error('They are no member.');
  let turned: Promise<unknown> = Promise.resolve();
  await database.db.$transaction(async (tx) => {
    await lockOrganization(tx, organizationId);
    turned = turn(ctx, id, false).catch((error: unknown) => error);
    await untilWaiting(database.db);
    const role = { membershipId, roleId: adminRoleId, organizationId, source: 'MANUAL' } as const;
    await tx.membershipRole.create({ data: role });
    await tx.membership.update({ where: { id: membershipId }, data: { updatedAt: new Date() } });
    await tx.membership.update({ where: { id: admin }, data: { status: 'INACTIVE' } });
  });
  expect(await turned).toMatchObject({ code: 'last_admin' });
  expect(await database.db.membership.findUnique({ where: { id: membershipId } })).toMatchObject({
    status: 'ACTIVE',
  });
});

test.each([
  [[{ op: 'replace', path: 'active', value: false }], false],
  [[{ op: 'add', path: 'Active', value: 'True' }], true],
  [[{ op: 'replace', path: null, value: { active: 'False' } }], false],
  [[{ op: 'replace', path: null, value: { active: false, title: 'x' } }], null],
  [[{ op: 'replace', path: 'active', value: [true] }], null],
  [[{ op: 'remove', path: 'active', value: undefined }], null],
  [[], null],
] as const)('%j is a switch to %s', (operations, expected) => {
  expect(readSwitch(operations)).toBe(expected);
});
