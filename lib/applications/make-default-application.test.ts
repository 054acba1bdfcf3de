import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Ctx } from '@/lib/authz/context';
import { useDatabase } from '@/tests/database';
import { makeApplication } from '@/tests/factories/applications';
import {
  createCredentialManager,
  makeCredential,
  recordedOf,
  refusalsOf,
} from '@/tests/factories/credentials';
import { deleteClient } from './delete-client';
import { makeDefaultApplication } from './make-default-application';

const database = useDatabase();
let manager: Ctx;

beforeAll(async () => {
  manager = await createCredentialManager(database.db);
});
beforeEach(async () => {
  await database.db.client.deleteMany();
});

async function defaults(): Promise<string[]> {
  const rows = await database.db.client.findMany({ where: { isDefault: true }, select: { id: true } });
  return rows.map(({ id }) => id);
}

describe('the default application', () => {
  test('is the first one, until another is made it', async () => {
    const [first, second] = [await makeApplication(manager), await makeApplication(manager)];
    expect(await defaults()).toEqual([first.clientId]);
    await makeDefaultApplication(manager, second);
    await makeDefaultApplication(manager, second);
    expect(await defaults()).toEqual([second.clientId]);
    expect(await recordedOf(database.db, second.clientId, 'client.made_default')).toHaveLength(1);
  });

  test('is one, also when twenty are made it at once', async () => {
    const made = [];
    for (let count = 0; count < 20; count += 1) made.push(await makeApplication(manager));
    await Promise.all(made.map((application) => makeDefaultApplication(manager, application)));
    expect(await defaults()).toHaveLength(1);
  });

  test('is none once it is deleted', async () => {
    const { clientId } = await makeApplication(manager);
    await deleteClient(manager, { clientId });
    expect(await defaults()).toEqual([]);
  });

  test("cannot be a credential, and is not for everybody's choice", async () => {
    const credential = await makeCredential(manager);
    await expect(makeDefaultApplication(manager, credential)).rejects.toMatchObject({ code: 'not_found' });
    const application = await makeApplication(manager);
    expect(await refusalsOf(database.db, (ctx) => makeDefaultApplication(ctx, application))).toEqual([
      'forbidden',
      'forbidden',
      null,
    ]);
  });
});
