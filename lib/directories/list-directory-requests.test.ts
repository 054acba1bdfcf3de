import { expect, test } from 'vitest';
import { useDatabase } from '@/tests/database';
import { createTestDirectory } from '@/tests/factories/directories';
import { programFor } from '@/tests/factories/programs';
import { contextFor, createTestOrganization } from '@/tests/factories/world';
import { recordRequest } from '../scim/record-request';
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
  const input = { organizationId, directoryId, cursor: null };
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
  await expect(listDirectoryRequests(nobody, input)).rejects.toMatchObject({ code: 'unauthenticated' });
});
