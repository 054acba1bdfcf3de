import type pg from 'pg';
import { createListener } from '@/lib/db';
import { describeError, log } from '@/lib/log';

/** How a process shows the others that it lives, and finds the jobs of those that do not. */
export interface WorkerPresence {
  /** Says that the pool of workers with this id lives here, until the process ends or `leave` is called. */
  join(poolId: string): Promise<void>;
  leave(poolId: string): Promise<void>;
  /** Frees the jobs of pools that are gone, so that they run again at once; returns the ids of those pools. */
  freeAbandonedJobs(): Promise<readonly string[]>;
  close(): Promise<void>;
}

/**
 * The queue itself waits four hours before it believes that a worker died. Here each pool holds an advisory lock, on a
 * connection of its own, which PostgreSQL drops with the connection, however the process ended: a job whose lock is
 * free for the taking has no owner. A connection that was lost is opened anew at the next call and the locks taken
 * again (docs/decisions/0002-mail-and-killed-processes.md).
 */
export function openWorkerPresence(url: string): WorkerPresence {
  const held = new Set<string>();
  let connection: Promise<Connection> | null = null;
  let last: Promise<unknown> = Promise.resolve();

  async function use<T>(work: (connection: Connection) => Promise<T>): Promise<T> {
    connection ??= open();
    try {
      const opened = await connection;
      await takeLocks(opened, held);
      return await work(opened);
    } catch (error) {
      const broken = await connection?.catch(() => null);
      connection = null;
      await broken?.client.end().catch(() => {});
      throw error;
    }
  }

  /** A connection may tell that it was lost when the next one is open already. */
  function open(): Promise<Connection> {
    const opening = connect(url, () => {
      if (connection === opening) connection = null;
    });
    return opening;
  }

  /** One at a time: they share a connection, and one of them needs a transaction. */
  function inTurn<T>(work: (connection: Connection) => Promise<T>): Promise<T> {
    const turn = last.then(() => use(work));
    last = turn.catch(() => {});
    return turn;
  }

  return {
    async join(poolId) {
      held.add(poolId);
      await inTurn(async () => {});
    },
    async leave(poolId) {
      if (held.delete(poolId)) await inTurn((opened) => dropLock(opened, poolId));
    },
    freeAbandonedJobs: () => inTurn(({ client }) => freeAbandoned(client, held)),
    async close() {
      await last;
      const opened = await connection?.catch(() => null);
      connection = null;
      await opened?.client.end();
    },
  };
}

interface Connection {
  readonly client: pg.Client;
  /** The pools whose lock this connection holds. */
  readonly taken: Set<string>;
}

async function connect(url: string, onLost: () => void): Promise<Connection> {
  const client = createListener(url);
  client.on('error', (error) => {
    log.warn(describeError(error), 'lost the connection that shows this worker lives');
    onLost();
  });
  await client.connect();
  return { client, taken: new Set() };
}

/** Never waits: a lock that an earlier connection of ours still holds, unknown to us that it is dead, is tried again. */
async function takeLocks({ client, taken }: Connection, held: ReadonlySet<string>): Promise<void> {
  for (const poolId of held) {
    if (!taken.has(poolId) && (await tryLock(client, 'pg_try_advisory_lock', poolId))) taken.add(poolId);
  }
}

async function dropLock({ client, taken }: Connection, poolId: string): Promise<void> {
  if (!taken.delete(poolId)) return;
  await client.query('select pg_advisory_unlock(hashtextextended($1, 0))', [lockName(poolId)]);
}

/** One transaction, so that the locks that were free are held until the jobs are, too. */
async function freeAbandoned(client: pg.Client, own: ReadonlySet<string>): Promise<string[]> {
  const { rows } = await client.query<{ pool_id: string }>(
    `select distinct locked_by as pool_id from graphile_worker.jobs where locked_by is not null`,
  );
  const others = rows.map((row) => row.pool_id).filter((poolId) => !own.has(poolId));
  if (others.length === 0) return [];
  await client.query('begin');
  const abandoned: string[] = [];
  for (const poolId of others) {
    if (await tryLock(client, 'pg_try_advisory_xact_lock', poolId)) abandoned.push(poolId);
  }
  await client.query('select graphile_worker.force_unlock_workers($1::text[])', [abandoned]);
  await client.query('commit');
  return abandoned;
}

type LockFunction = 'pg_try_advisory_lock' | 'pg_try_advisory_xact_lock';

async function tryLock(client: pg.Client, lock: LockFunction, poolId: string): Promise<boolean> {
  const { rows } = await client.query<{ taken: boolean }>(
    `select ${lock}(hashtextextended($1, 0)) as taken`,
    [lockName(poolId)],
  );
  return rows[0]?.taken === true;
}

function lockName(poolId: string): string {
  return `usher/worker/${poolId}`;
}
