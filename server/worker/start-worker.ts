import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { systemClock } from '@/lib/clock';
import { database } from '@/lib/db';
import { env } from '@/lib/env';
import { describeError, log } from '@/lib/log';
import { type QueueRun, type QueueSettings, runQueue } from './run-queue';
import { openWorkerPresence, type WorkerPresence } from './worker-presence';

export interface WorkerSettings extends QueueSettings {
  readonly databaseUrl: string;
  /** How often jobs of killed processes are looked for. */
  readonly presenceMilliseconds: number;
}

export interface RunningWorker {
  /** Takes no more jobs, lets running ones finish, and closes its connections. */
  stop(): Promise<void>;
}

const restartMilliseconds = 1000;

/**
 * Runs jobs until it is stopped. A job starts at once when it is enqueued (LISTEN); one whose process was killed runs
 * again within seconds of another worker's looking; when the database goes away and comes back, so does the worker.
 * Throws when the database is not there at the start.
 */
export async function startWorker(given: Partial<WorkerSettings> = {}): Promise<RunningWorker> {
  const settings = completeSettings(given);
  const presence = openWorkerPresence(settings.databaseUrl);
  const stopping = new AbortController();
  const pool = createPool(settings, stopping.signal);
  const start = () => runQueue(settings, pool, presence);
  let current = await start().catch(async (error) => {
    await presence.close();
    await pool.end();
    throw error;
  });
  await freeAbandonedJobs(presence);
  const timer = setInterval(() => void freeAbandonedJobs(presence), settings.presenceMilliseconds);
  const supervised = supervise(current, start, stopping.signal, (next) => {
    current = next;
  });
  return {
    async stop() {
      clearInterval(timer);
      stopping.abort();
      await current.stop().catch((error) => log.debug(describeError(error), 'the worker had ended already'));
      await supervised;
      await presence.close();
      await pool.end();
    },
  };
}

function completeSettings(given: Partial<WorkerSettings>): WorkerSettings {
  return {
    clock: systemClock,
    concurrency: 6,
    pollMilliseconds: 2000,
    presenceMilliseconds: 5000,
    ...given,
    db: given.db ?? database(),
    databaseUrl: given.databaseUrl ?? env().databaseUrl,
    resend: given.resend === undefined ? env().resend : given.resend,
    allowedPrivateHosts: given.allowedPrivateHosts ?? env().allowedPrivateHosts,
  };
}

/**
 * Two connections more than jobs: one listens, one is for the queue itself. A closed connection still hears from a
 * database that stops right after: that is no news.
 */
function createPool({ databaseUrl, concurrency }: WorkerSettings, stopping: AbortSignal): pg.Pool {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: concurrency + 2 });
  const onError = (error: Error) =>
    log[stopping.aborted ? 'debug' : 'warn'](describeError(error), 'the worker lost a connection');
  pool.on('error', onError);
  pool.on('connect', (client) => client.on('error', onError));
  return pool;
}

async function freeAbandonedJobs(presence: WorkerPresence): Promise<void> {
  try {
    const pools = await presence.freeAbandonedJobs();
    if (pools.length > 0) log.warn({ pools }, 'freed the jobs of workers that are gone');
  } catch (error) {
    log.warn(describeError(error), 'could not look for jobs of workers that are gone');
  }
}

/** Starts the queue again whenever it ends by itself; resolves when it was told to stop and the last run is over. */
async function supervise(
  first: QueueRun,
  start: () => Promise<QueueRun>,
  stopping: AbortSignal,
  onRestart: (run: QueueRun) => void,
): Promise<void> {
  let run = first;
  while (true) {
    const failure = await run.ended;
    if (stopping.aborted) return;
    log.error(describeError(failure), 'the worker ended by itself; starting it again');
    const next = await startAgain(start, stopping);
    if (!next) return;
    run = next;
    onRestart(run);
    if (stopping.aborted) await run.stop();
  }
}

async function startAgain(start: () => Promise<QueueRun>, stopping: AbortSignal): Promise<QueueRun | null> {
  while (!stopping.aborted) {
    await delay(restartMilliseconds, null, { signal: stopping }).catch(() => {});
    if (stopping.aborted) return null;
    try {
      return await start();
    } catch (error) {
      log.warn(describeError(error), 'the worker cannot start yet');
    }
  }
  return null;
}
