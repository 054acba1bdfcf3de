import { connect, createServer, type Server, type Socket } from 'node:net';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { notifyChange } from '@/lib/audit/record';
import { log } from '@/lib/log';
import { findFreePort } from '@/scripts/ports';
import { pollUntil } from '@/scripts/processes';
import { useDatabase } from '@/tests/database';
import { invite } from '@/tests/factories/invitations';
import { createTestOrganization } from '@/tests/factories/world';
import { type Changes, type ChangesTimes, listenForChanges } from './changes';

const database = useDatabase();
const opened: Changes[] = [];

const times = { retryMilliseconds: 20, probeMilliseconds: 10_000 };

/** Listens as a server process does, but tries again soon. */
async function listen(): Promise<Changes> {
  const changes = listenForChanges(database.url, times);
  opened.push(changes);
  expect(await pollUntil(async () => (await listeners()).length === opened.length, 10_000)).toBe(true);
  return changes;
}

async function listeners(): Promise<number[]> {
  const rows = await database.db.$queryRaw<{ pid: number }[]>`
    select pid from pg_stat_activity where datname = current_database() and query ilike 'listen usher_changes%'`;
  return rows.map((row) => row.pid);
}

/** Counts what a subscriber is told; `told` resolves with how many milliseconds it took to be told `count` times. */
function counter() {
  let heard = 0;
  const began = performance.now();
  const told = async (count: number) => {
    await vi.waitUntil(() => heard >= count, { timeout: 5000, interval: 5 });
    return performance.now() - began;
  };
  const onChange = () => {
    heard += 1;
  };
  return { onChange, told, heard: () => heard };
}

/** Where the database really is. */
const real = { host: '', port: 0 };

/** Listens through a port of this machine, and counts what a subscriber is told. */
function listenThrough(port: number, given: ChangesTimes) {
  const address = new URL(database.url);
  Object.assign(real, { host: address.hostname, port: Number(address.port) });
  address.host = `127.0.0.1:${port}`;
  const changes = listenForChanges(address.href, given);
  opened.push(changes);
  const count = counter();
  changes.subscribe('org_1000000000000000001', count.onChange);
  return count;
}

const doors: Server[] = [];
const passing: Socket[] = [];

/** Lets a visitor through to the database. */
function pass(socket: Socket): void {
  const through = connect(real);
  passing.push(socket, through);
  socket.once('close', () => through.destroy());
  socket.pipe(through).pipe(socket);
}

async function openDoor(port: number, onVisit: (socket: Socket) => void): Promise<void> {
  const door = createServer(onVisit);
  doors.push(door);
  await new Promise<void>((resolve) => door.listen(port, '127.0.0.1', resolve));
}

afterEach(async () => {
  await Promise.all(opened.splice(0).map((changes) => changes.stop()));
  for (const door of doors.splice(0)) door.close();
  for (const socket of passing.splice(0)) socket.destroy();
});

describe('whoever follows an organization', () => {
  test('hears of a change soon after its commit, not before, and not of others', async () => {
    const { organizationId, staff } = await createTestOrganization(database.db);
    const other = await createTestOrganization(database.db);
    const changes = await listen();
    const [here, elsewhere] = [counter(), counter()];
    changes.subscribe(organizationId, here.onChange);
    changes.subscribe(other.organizationId, elsewhere.onChange);
    await database.db.$transaction(async (tx) => {
      await notifyChange(tx, organizationId);
      await tx.$queryRaw`select 1`;
      expect(here.heard()).toBe(0);
    });
    await here.told(1);
    const next = counter();
    changes.subscribe(organizationId, next.onChange);
    await invite(staff, organizationId);
    expect(await next.told(1)).toBeLessThan(2000);
    expect(elsewhere.heard()).toBe(0);
  });

  test('hears it in every process', async () => {
    const { organizationId, staff } = await createTestOrganization(database.db);
    const both = [await listen(), await listen()].map((changes) => {
      const count = counter();
      changes.subscribe(organizationId, count.onChange);
      return count;
    });
    await invite(staff, organizationId);
    await Promise.all(both.map((count) => count.told(1)));
  });

  test('hears nothing of a change that was rolled back', async () => {
    const { organizationId, staff } = await createTestOrganization(database.db);
    const count = counter();
    (await listen()).subscribe(organizationId, count.onChange);
    await database.db
      .$transaction(async (tx) => {
        await notifyChange(tx, organizationId);
        throw new Error('no');
      })
      .catch(() => {});
    await invite(staff, organizationId);
    await count.told(1);
    expect(count.heard()).toBe(1);
  });

  test('is told once when the connection was lost, since something may have been missed, and goes on hearing', async () => {
    const { organizationId, staff } = await createTestOrganization(database.db);
    const warned = vi.spyOn(log, 'warn').mockImplementation(() => {});
    const changes = await listen();
    const [one, two] = [counter(), counter()];
    changes.subscribe(organizationId, one.onChange);
    changes.subscribe('org_1000000000000000009', two.onChange);
    await database.db
      .$queryRaw`select pg_terminate_backend(pid) from unnest(${await listeners()}::int[]) pid`;
    await Promise.all([one.told(1), two.told(1)]);
    await invite(staff, organizationId);
    await one.told(2);
    expect([one.heard(), two.heard()]).toEqual([2, 1]);
    expect(warned).toHaveBeenCalled();
  });

  test('hears nothing any more after they left', async () => {
    const { organizationId, staff } = await createTestOrganization(database.db);
    const changes = await listen();
    const [left, stays] = [counter(), counter()];
    changes.subscribe(organizationId, left.onChange)();
    changes.subscribe(organizationId, stays.onChange);
    await invite(staff, organizationId);
    await stays.told(1);
    expect(left.heard()).toBe(0);
  });
});

describe('listening', () => {
  test('that begins while the database is away goes on when it is there, and tells everyone then', async () => {
    const warned = vi.spyOn(log, 'warn').mockImplementation(() => {});
    const port = await findFreePort();
    const count = listenThrough(port, times);
    await vi.waitUntil(() => warned.mock.calls.length > 0, { timeout: 5000 });
    await openDoor(port, pass);
    await count.told(1);
  });

  test('goes on when the database does not answer, neither at the start nor later', async () => {
    const warned = vi.spyOn(log, 'warn').mockImplementation(() => {});
    const port = await findFreePort();
    let visits = 0;
    await openDoor(port, (socket) => {
      visits += 1;
      if (visits > 1) pass(socket);
    });
    const count = listenThrough(port, { ...times, probeMilliseconds: 300 });
    await count.told(1);
    expect([visits, warned.mock.calls.length]).toEqual([2, 1]);
    passing[0]?.unpipe();
    await count.told(2);
    expect(JSON.stringify(warned.mock.calls)).toMatch(/timeout expired.*Query read timeout/);
  });

  test('ends with its connection when it is stopped', async () => {
    const changes = await listen();
    await changes.stop();
    opened.splice(0);
    expect(await pollUntil(async () => (await listeners()).length === 0, 5000)).toBe(true);
  });
});
