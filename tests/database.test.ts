import pg from 'pg';
import { describe, expect, inject, test } from 'vitest';
import { findLeaks, useDatabase } from '@/tests/database';

const first = useDatabase();
const second = useDatabase();

describe('a test database', () => {
  test('has every migration and the job queue', async () => {
    const applied = await first.db.$queryRaw`select 1 from _prisma_migrations where finished_at is not null`;
    const queue = await first.db
      .$queryRaw`select (graphile_worker.add_job('nothing')).id is not null as added`;
    expect(applied).not.toEqual([]);
    expect(queue).toEqual([{ added: true }]);
  });

  test('shares nothing with another one', async () => {
    await first.db.$executeRaw`create table only_in_first ()`;
    const client = new pg.Client({ connectionString: second.url });
    await client.connect();
    const { rows } = await client.query(`select to_regclass('only_in_first') as found`);
    await client.end();
    expect(rows).toEqual([{ found: null }]);
  });

  test('knows of every connection that was left open', async () => {
    const server = new pg.Client({ connectionString: inject('serverUrl') });
    const leaking = new pg.Client({ connectionString: second.url });
    await server.connect();
    await leaking.connect();
    await leaking.query('select 1 as leaking');
    const name = new URL(second.url).pathname.slice(1);
    expect(await findLeaks(server, name, 0)).toEqual(['select 1 as leaking']);
    await leaking.end();
    expect(await findLeaks(server, name)).toEqual([]);
    await server.end();
  });
});
