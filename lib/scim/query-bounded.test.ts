import { expect, test } from 'vitest';
import { Prisma } from '@/prisma/generated/client';
import { useDatabase } from '@/tests/database';
import { queryBounded } from './query-bounded';

const database = useDatabase();

test('a list that takes too long is refused with tooMany, and what else fails is not', async () => {
  const forever = queryBounded(database.db, Prisma.sql`select pg_sleep(600)::text`, 20);
  await expect(forever).rejects.toMatchObject({ status: 400, scimType: 'tooMany' });
  await expect(queryBounded(database.db, Prisma.sql`select nothing`)).rejects.not.toHaveProperty('scimType');
  expect(await queryBounded(database.db, Prisma.sql`select 1 as one`)).toEqual([{ one: 1 }]);
});

test('its bound ends with it', async () => {
  await queryBounded(database.db, Prisma.sql`select 1 as one`, 20);
  expect(await database.db.$queryRaw`select current_setting('statement_timeout') as bound`).toEqual([
    { bound: '0' },
  ]);
});
