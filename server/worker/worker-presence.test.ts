import pg from 'pg';
import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { log } from '@/lib/log';
import { pollUntil } from '@/scripts/processes';
import { useDatabase } from '@/tests/database';
import { openWorkerPresence, type WorkerPresence } from './worker-presence';

const database = useDatabase();
const opened: WorkerPresence[] = [];

beforeAll(() => {
  log.level = 'silent';
});

afterEach(async () => {
  for (const presence of opened.splice(0)) await presence.close();
  await database.db.$executeRaw`delete from graphile_worker._private_jobs`;
});

function open(): WorkerPresence {
  const presence = openWorkerPresence(database.url);
  opened.push(presence);
  return presence;
}

/** A job that a pool of workers took and has not ended. */
async function takeJob(poolId: string): Promise<void> {
  await database.db.$queryRaw`select id from graphile_worker.add_job('nothing', job_key => ${poolId})`;
  await database.db.$executeRaw`
    update graphile_worker._private_jobs set locked_by = ${poolId}, locked_at = now() where key = ${poolId}`;
}

async function holderOf(poolId: string): Promise<string | null | undefined> {
  const [job] = await database.db.$queryRaw<{ locked_by: string | null }[]>`
    select locked_by from graphile_worker._private_jobs where key = ${poolId}`;
  return job?.locked_by;
}

describe('the jobs of a pool', () => {
  test('stay its own while it lives, also for the process that it lives in', async () => {
    const [own, other] = [open(), open()];
    await own.join('living');
    await takeJob('living');
    expect(await own.freeAbandonedJobs()).toEqual([]);
    expect(await other.freeAbandonedJobs()).toEqual([]);
    expect(await holderOf('living')).toBe('living');
  });

  test('are freed when it left, by the others and by its own process', async () => {
    const [own, other] = [open(), open()];
    for (const [poolId, finder] of [
      ['left-1', own],
      ['left-2', other],
    ] as const) {
      await own.join(poolId);
      await takeJob(poolId);
      await own.leave(poolId);
      expect(await finder.freeAbandonedJobs()).toEqual([poolId]);
      expect(await holderOf(poolId)).toBeNull();
    }
  });

  test('are freed when its process is gone', async () => {
    const [own, other] = [openWorkerPresence(database.url), open()];
    await own.join('gone');
    await takeJob('gone');
    await own.close();
    expect(await pollUntil(async () => (await other.freeAbandonedJobs()).includes('gone'), 5000)).toBe(true);
  });

  test('are its own again after its connection was cut', async () => {
    const [own, other] = [open(), open()];
    await own.join('cut');
    await cutConnections();
    await pollUntil(
      () =>
        own.freeAbandonedJobs().then(
          () => true,
          () => false,
        ),
      5000,
    );
    await takeJob('cut');
    expect(await other.freeAbandonedJobs()).toEqual([]);
  });
});

test('a connection that took the place of a lost one holds nothing after the end', async () => {
  const connect = vi.spyOn(pg.Client.prototype, 'connect');
  const presence = openWorkerPresence(database.url);
  await presence.join('lost');
  const first = connect.mock.instances[0] as pg.Client;
  first.emit('error', new Error('terminating connection'));
  await first.end();
  await presence.freeAbandonedJobs();
  expect(await lockCount()).toBe(1);
  first.emit('error', new Error('Connection terminated unexpectedly'));
  await presence.close();
  expect(await pollUntil(async () => (await lockCount()) === 0, 5000)).toBe(true);
});

/** Cuts those that hold a lock, as when the network fails. */
async function cutConnections(): Promise<unknown> {
  return database.db.$queryRaw`
    select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and pid <> pg_backend_pid()`;
}

async function lockCount(): Promise<number> {
  const locks = await database.db.$queryRaw<unknown[]>`
    select 1 from pg_locks join pg_database on oid = database
    where datname = current_database() and locktype = 'advisory'`;
  return locks.length;
}
