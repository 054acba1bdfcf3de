import { expect, test } from 'vitest';
import { useDatabase } from '@/tests/database';
import { createTestDirectory } from '@/tests/factories/directories';
import { programFor } from '@/tests/factories/programs';
import { contextFor, createTestOrganization } from '@/tests/factories/world';
import { recordRequest } from '../scim/record-request';
import { countRefusedRequests } from './count-refused-requests';
import { listDirectoryRequestsSchema } from './directory.schema';
import { listDirectoryRequests } from './list-directory-requests';

const database = useDatabase();

test("a directory's log comes newest first, in pages, and to nobody of another organization", async () => {
  const { organizationId, directoryId, ctx } = await createTestDirectory(database.db);
  for (const subject of ['first', 'second', 'third']) {
    const request = { method: 'POST', path: '/Users', body: null };
    const entry = { status: 403, subject, outcome: null, detail: 'All seats are taken.' };
    await recordRequest(database.db, ctx, { request, entry });
  }
  const program = programFor(database.db);
  const input = listDirectoryRequestsSchema.parse({ organizationId, directoryId });
  const first = await listDirectoryRequests(program, input, 2);
  expect(first.rows.map(({ subject }) => subject)).toEqual(['third', 'second']);
  expect(first.rows[0]).toMatchObject({ status: 403, outcome: null, detail: 'All seats are taken.' });
  const second = await listDirectoryRequests(program, { ...input, cursor: first.next }, 2);
  expect(second.rows.map(({ subject }) => subject)).toEqual(['first']);
  expect(second.next).toBeNull();

  const other = await createTestOrganization(database.db);
  const foreign = { ...input, organizationId: other.organizationId };
  expect((await listDirectoryRequests(program, foreign)).rows).toEqual([]);
  const nobody = contextFor(database.db);
  await expect(countRefusedRequests(nobody, input)).rejects.toMatchObject({ code: 'unauthenticated' });
  await expect(listDirectoryRequests(nobody, input)).rejects.toMatchObject({ code: 'unauthenticated' });
});

test('a log is searched by whom and why, and narrowed by what came of it and what it was about', async () => {
  const { organizationId, directoryId, ctx } = await createTestDirectory(database.db);
  const asked = [
    { path: '/Users', status: 201, subject: 'Ada@example.com', outcome: 'user_created', detail: null },
    {
      path: '/Users',
      status: 403,
      subject: 'ben@example.com',
      outcome: null,
      detail: 'All seats are taken.',
    },
    {
      path: '/groups/1',
      status: 200,
      subject: 'Sales 100%',
      outcome: 'group_updated',
      detail: null,
      changes: { renamedFrom: 'Vertrieb', joined: { count: 1, first: ['Eve@example.com'] } },
    },
  ] as const;
  for (const { path, ...entry } of asked)
    await recordRequest(database.db, ctx, { request: { method: 'POST', path, body: null }, entry });
  const program = programFor(database.db);
  const find = async (chosen: Record<string, unknown>) => {
    const input = listDirectoryRequestsSchema.parse({ organizationId, directoryId, ...chosen });
    return (await listDirectoryRequests(program, input)).rows.map(({ subject }) => subject);
  };
  expect(await find({ search: 'ada@' })).toEqual(['Ada@example.com']);
  expect(await find({ search: 'SEATS' })).toEqual(['ben@example.com']);
  expect(await find({ search: '100%' })).toEqual(['Sales 100%']);
  expect(await find({ search: '%' })).toEqual(['Sales 100%']);
  expect(await find({ search: 'eve@' })).toEqual(['Sales 100%']);
  expect(await find({ search: 'vertrieb' })).toEqual(['Sales 100%']);
  expect(await find({ search: 'joined' })).toEqual([]);
  expect(await find({ outcomes: ['refused'] })).toEqual(['ben@example.com']);
  expect(await find({ outcomes: ['refused', 'user_created'] })).toEqual([
    'ben@example.com',
    'Ada@example.com',
  ]);
  expect(await find({ subjects: ['groups'] })).toEqual(['Sales 100%']);
  expect(await find({ subjects: ['users'], outcomes: ['group_updated'] })).toEqual([]);
});
