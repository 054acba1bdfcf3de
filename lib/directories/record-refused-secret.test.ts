import { expect, test } from 'vitest';
import { useDatabase } from '@/tests/database';
import { addSecret, createTestDirectory } from '@/tests/factories/directories';
import { programFor } from '@/tests/factories/programs';
import { contextFor, testNow } from '@/tests/factories/world';
import { addSeconds } from '../clock';
import { newId } from '../id';
import { deleteDirectory } from './delete-directory';
import { recordRefusedSecret } from './record-refused-secret';
import { switchDirectory } from './switch-directory';

const database = useDatabase();

function refuse(directoryId: string, secret: string | null = 'nonsense', seconds = 0): Promise<void> {
  const ctx = { ...contextFor(database.db), now: addSeconds(testNow, seconds) };
  return recordRefusedSecret(ctx, { directoryId, secret, method: 'GET', path: '/Users' });
}

const linesOf = (directoryId: string) =>
  database.db.directoryRequest.findMany({ where: { directoryId }, orderBy: { id: 'asc' } });

test.each<[string, (directoryId: string) => Promise<string | null>, RegExp]>([
  ['is no secret', async () => null, /brought no secret/],
  ['is none of the directory’s', async () => 'nonsense', /not one of this directory’s. Create a new secret/],
  [
    'has ended',
    (directoryId) => addSecret(database.db, directoryId, testNow),
    /that ends with .{4} was revoked, or its time is over. Create a new secret/,
  ],
  [
    'is another directory’s',
    async () => (await createTestDirectory(database.db)).secret,
    /not one of this directory’s/,
  ],
])('what %s is a line of the log that says what to do, without the secret', async (_, make, detail) => {
  const { directoryId } = await createTestDirectory(database.db);
  const secret = await make(directoryId);
  await refuse(directoryId, secret);
  const lines = await linesOf(directoryId);
  expect(lines).toMatchObject([
    { method: 'GET', path: '/Users', status: 401, subject: null, outcome: null, body: null },
  ]);
  expect(lines[0]?.detail).toMatch(detail);
  if (secret) expect(JSON.stringify(lines)).not.toContain(secret);
});

test('refused secrets are one line a minute, however many come at once', async () => {
  const { directoryId } = await createTestDirectory(database.db);
  await Promise.all(Array.from({ length: 20 }, () => refuse(directoryId)));
  await refuse(directoryId, null, 59);
  expect(await linesOf(directoryId)).toHaveLength(1);
  await Promise.all(Array.from({ length: 20 }, () => refuse(directoryId, 'nonsense', 60)));
  await refuse(directoryId, 'nonsense', 119);
  expect(await linesOf(directoryId)).toHaveLength(2);
});

test('a secret for a directory that there is not leaves nothing', async () => {
  const directoryId = newId('directory');
  await refuse(directoryId);
  expect(await linesOf(directoryId)).toEqual([]);
  expect(await database.db.rateLimit.count({ where: { key: { contains: directoryId } } })).toBe(0);
});

test('a secret for a directory that is deleted at the same moment is refused as one that there is not', async () => {
  for (let round = 0; round < 10; round += 1) {
    const { organizationId, directoryId } = await createTestDirectory(database.db);
    const program = programFor(database.db);
    await switchDirectory(program, { organizationId, directoryId, enabled: false });
    await Promise.all([
      refuse(directoryId, 'nonsense', round),
      deleteDirectory(program, { organizationId, directoryId }),
      refuse(directoryId, 'nonsense', round + 60),
    ]);
    expect(await linesOf(directoryId)).toEqual([]);
  }
});
