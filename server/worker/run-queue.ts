import { setTimeout as delay } from 'node:timers/promises';
import { Logger, makeWorkerUtils, parseCronItems, type Runner, run, type TaskList } from 'graphile-worker';
import type pg from 'pg';
import type { JobPayloads } from '@/lib/jobs';
import { log } from '@/lib/log';
import { checkDomains } from './check-domains';
import { type DeliverWebhookSettings, deliverLane } from './deliver-webhook';
import { followGroups } from './follow-groups';
import { logOutClient } from './log-out-client';
import { type SendMailSettings, sendMail } from './send-mail';
import { sweep } from './sweep';
import type { WorkerPresence } from './worker-presence';

export interface QueueSettings extends SendMailSettings, Omit<DeliverWebhookSettings, 'timeoutMilliseconds'> {
  /** How many jobs run at a time. */
  readonly concurrency: number;
  /** How often it is looked for jobs that are due; new ones start without that. */
  readonly pollMilliseconds: number;
}

export interface QueueRun {
  /** Takes no more jobs and resolves when the running ones have ended. */
  stop(): Promise<void>;
  /** Resolves when the run is over: null after `stop`, else what ended it. */
  readonly ended: Promise<unknown>;
}

/**
 * Runs jobs through the pool's connections until it is stopped, or ends by itself, as the queue does when it cannot
 * write down how a job ended. Each run has an id of its own, which it joins before it takes the first job and leaves
 * when it is over, so that what it left locked is freed.
 */
export async function runQueue(
  settings: QueueSettings,
  pool: pg.Pool,
  presence: WorkerPresence,
): Promise<QueueRun> {
  const joined = new Map<string, Promise<void>>();
  const runner = await run({
    pgPool: pool,
    taskList: tasks(settings, pool),
    parsedCronItems: parseCronItems([
      { task: 'sweep', match: '*/5 * * * *', identifier: 'sweep', options: { maxAttempts: 5 } },
      { task: 'check-domains', match: '* * * * *', identifier: 'check-domains', options: { maxAttempts: 1 } },
    ]),
    concurrency: settings.concurrency,
    pollInterval: settings.pollMilliseconds,
    noHandleSignals: true,
    logger,
    preset: { plugins: [presencePlugin(presence, joined)], worker: batching },
  });
  const outcome = runner.promise.then(
    () => null,
    (error: unknown) => error,
  );
  const ended = Promise.race([outcome, endOfPool(runner)]).finally(() => leaveAll(presence, joined));
  return {
    async stop() {
      await Promise.race([runner.stop(), ended]);
    },
    ended,
  };
}

/** How long the queue may still write down how its last jobs ended. */
const patienceMilliseconds = 5000;

/**
 * Resolves when the run's workers are gone for a while. The run itself then says that it is over, but not always: after
 * two batches that could not be written down it waits for a third (graphile-worker 0.18, `batch`).
 */
async function endOfPool(runner: Runner): Promise<unknown> {
  await new Promise<void>((resolve) => {
    for (const event of ['pool:gracefulShutdown:complete', 'pool:forcefulShutdown:complete'] as const)
      runner.events.once(event, () => resolve());
  });
  await delay(patienceMilliseconds, null, { ref: false });
  await runner.stop().catch(() => {});
  return new Error('the queue did not say how it ended');
}

/**
 * Without batches the queue does not wait for the writing down of how a job ended: when the database is away just then,
 * the rejection is nobody's and ends the process. With them it ends the run.
 */
const batching = { completeJobBatchDelay: 0, failJobBatchDelay: 0 };

/** All workers of a run wait for the same joining. */
function presencePlugin(presence: WorkerPresence, joined: Map<string, Promise<void>>): GraphileConfig.Plugin {
  return {
    name: 'UsherPresencePlugin',
    version: '1',
    worker: {
      hooks: {
        async startWorker(_context, { worker }) {
          const poolId = worker.workerPool.id;
          const joining = joined.get(poolId) ?? presence.join(poolId);
          joined.set(poolId, joining);
          await joining;
        },
      },
    },
  };
}

async function leaveAll(presence: WorkerPresence, joined: ReadonlyMap<string, unknown>): Promise<void> {
  for (const poolId of joined.keys()) await presence.leave(poolId).catch(() => {});
}

function tasks(settings: QueueSettings, pool: pg.Pool): TaskList {
  return {
    'send-mail': async (payload, { job }) => {
      const { mailId } = payload as JobPayloads['send-mail'];
      await sendMail(settings, { mailId, isLastRun: job.attempts >= job.max_attempts });
    },
    'deliver-webhook': async (payload) => {
      await deliverLane(settings, payload as JobPayloads['deliver-webhook']);
    },
    'log-out-client': async (payload) => {
      await logOutClient(settings, payload as JobPayloads['log-out-client']);
    },
    'follow-groups': async (payload) => {
      await followGroups(settings, payload as JobPayloads['follow-groups']);
    },
    'check-domains': async () => {
      await checkDomains(settings);
    },
    sweep: async () => {
      await sweep(settings);
      await deleteDeadJobs(pool);
    },
  };
}

/** Jobs that will never run again: what they were about is in their rows and in the log. */
async function deleteDeadJobs(pool: pg.Pool): Promise<void> {
  const queue = await makeWorkerUtils({ pgPool: pool, logger });
  await queue.cleanup({ tasks: ['DELETE_PERMAFAILED_JOBS'] });
  await queue.release();
}

/** The queue's own words go to our log; what it says of every job only when someone looks for it. */
const logger = new Logger(() => (level, message) => {
  if (level === 'error') log.error({ source: 'queue' }, message);
  else if (level === 'warning') log.warn({ source: 'queue' }, message);
  else log.debug({ source: 'queue' }, message);
});
