import { expect, test } from 'vitest';
import { useDatabase } from '@/tests/database';
import { createTestDirectory } from '@/tests/factories/directories';
import { bulk } from './bulk';

const database = useDatabase();

test('ends after the operation at hand when nobody waits for the answer any more', async () => {
  const { ctx, directoryId, email } = await createTestDirectory(database.db);
  const users = () => database.db.directoryUser.count({ where: { directoryId } });
  let waiting = 2;
  const Operations = [1, 2, 3].map((each) => ({
    method: 'POST',
    path: '/Users',
    bulkId: String(each),
    data: { userName: email() },
  }));
  const answer = await bulk.all.POST?.({
    ctx,
    method: 'POST',
    baseUrl: 'https://usher.example.com/scim',
    id: null,
    query: new URLSearchParams(),
    body: { Operations },
    request: { method: 'POST', path: '/Bulk', body: null },
    ifMatch: null,
    ifNoneMatch: null,
    newId: null,
    isGone: () => waiting-- === 0,
  });
  expect(answer?.body).toMatchObject({ Operations: [{ status: '201' }, { status: '201' }] });
  expect(await users()).toBe(2);
});
