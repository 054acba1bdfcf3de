import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { log } from '@/lib/log';
import { createOrganization } from '@/lib/organizations/create-organization';
import { updateOrganization } from '@/lib/organizations/update-organization';
import { pollUntil } from '@/scripts/processes';
import { useDatabase } from '@/tests/database';
import { invitePerson } from '@/tests/factories/mail';
import { createEndpointManager, makeEndpoint } from '@/tests/factories/webhooks';
import { type FakeResend, startFakeResend } from '@/tests/fakes/resend';
import { startWebhookReceiver } from '@/tests/fakes/webhook-receiver';
import type { SendStep } from './send-mail';
import { type RunningWorker, startWorker, type WorkerSettings } from './start-worker';
import { openWorkerPresence } from './worker-presence';

const database = useDatabase();
const killedWorker = fileURLToPath(new URL('../../tests/drills/killed-worker.ts', import.meta.url));
const running: RunningWorker[] = [];
let fake: FakeResend;

beforeAll(async () => {
  log.level = 'silent';
  process.env.USHER_ALLOWED_PRIVATE_HOSTS = '127.0.0.1';
  fake = await startFakeResend();
});

afterEach(async () => {
  for (const worker of running.splice(0)) await worker.stop();
});

afterAll(async () => {
  expect(fake.complaints()).toEqual([]);
  await fake.stop();
});

async function start(changes: Partial<WorkerSettings> = {}): Promise<RunningWorker> {
  const resend = { apiKey: fake.apiKey, from: 'usher@example.com', baseUrl: fake.url, webhookSecret: null };
  const { db, url } = database;
  const worker = await startWorker({ db, databaseUrl: url, resend, presenceMilliseconds: 200, ...changes });
  running.push(worker);
  return worker;
}

/** Runs a worker in a process of its own until it kills itself after `step`. */
async function runUntilKilled(step: SendStep): Promise<void> {
  const env = {
    ...process.env,
    DATABASE_URL: database.url,
    RESEND_API_KEY: fake.apiKey,
    RESEND_BASE_URL: fake.url,
    USHER_LOG_LEVEL: 'silent',
  };
  const child = spawn(process.execPath, ['--import', 'tsx', killedWorker, step], { env, stdio: 'ignore' });
  const signal = await new Promise((resolve) => child.once('exit', (_code, how) => resolve(how)));
  expect(signal).toBe('SIGKILL');
}

async function stateOf(mailId: string): Promise<string> {
  const { state } = await database.db.mailMessage.findUniqueOrThrow({ where: { id: mailId } });
  return state;
}

async function becomesSent(mailId: string): Promise<void> {
  expect(await pollUntil(() => isSent(mailId), 15_000)).toBe(true);
}

/** A test may have cut the connection that asks: that is no answer yet. */
async function isSent(mailId: string): Promise<boolean> {
  return stateOf(mailId).then(
    (state) => state === 'SENT',
    () => false,
  );
}

async function jobCount(): Promise<number> {
  const [row] = await database.db.$queryRaw<{ count: number }[]>`
    select count(*)::int as count from graphile_worker.jobs where task_identifier = 'send-mail'`;
  return row?.count ?? -1;
}

async function isListening(): Promise<boolean> {
  const rows = await database.db.$queryRaw<unknown[]>`
    select 1 from pg_stat_activity
    where datname = current_database() and query like 'LISTEN "jobs:insert"%' and state = 'idle'`;
  return rows.length > 0;
}

function copies(email: string) {
  return fake.messages().filter((message) => message.to === email);
}

describe('the worker', () => {
  test('sends a message as soon as it is enqueued, without looking for it', async () => {
    await start({ pollMilliseconds: 600_000 });
    expect(await pollUntil(isListening, 10_000)).toBe(true);
    const person = await invitePerson(database.db);
    await fake.waitForMessage(person.email);
    await becomesSent(person.mailId);
  });

  test('comes back to a postponed message by itself, and one copy arrives', async () => {
    fake.answerNext({ kind: 'accept-and-drop' });
    const person = await invitePerson(database.db);
    await start();
    await becomesSent(person.mailId);
    expect(copies(person.email)).toHaveLength(1);
  });

  test('lets the message that is on its way finish when it is stopped', async () => {
    const person = await invitePerson(database.db);
    const reached = Promise.withResolvers<void>();
    const gate = Promise.withResolvers<void>();
    const worker = await start({
      onStep: async (step) => {
        if (step !== 'begun') return;
        reached.resolve();
        await gate.promise;
      },
    });
    await reached.promise;
    running.splice(0);
    const stopped = worker.stop();
    gate.resolve();
    await stopped;
    expect(await stateOf(person.mailId)).toBe('SENT');
    expect(await jobCount()).toBe(0);
  });

  test('sweeps, and throws away jobs that will never run again', async () => {
    await database.db.$queryRaw`select graphile_worker.add_job('sweep') is not null`;
    await database.db.$queryRaw`
      select id from graphile_worker.permanently_fail_jobs(
        array[(select id from graphile_worker.add_job('send-mail', '{"mailId": "msg_1"}'))])`;
    expect(await jobCount()).toBe(1);
    await start();
    expect(await pollUntil(async () => (await jobCount()) === 0, 15_000)).toBe(true);
  });

  test('goes on after the database cut every connection in the middle of a message', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => {});
    const person = await invitePerson(database.db);
    let cuts = 0;
    await start({
      onStep: async (step) => {
        if (step !== 'recorded' || cuts > 0) return;
        cuts += 1;
        await cutConnections();
      },
    });
    await becomesSent(person.mailId);
    const next = await invitePerson(database.db);
    await becomesSent(next.mailId);
    expect(cuts).toBe(1);
    expect(await pollUntil(async () => (await jobCount()) === 0, 15_000)).toBe(true);
    expect(copies(person.email)).toHaveLength(1);
  });

  test('goes on after it could not be written down how jobs ended', { timeout: 40_000 }, async () => {
    const people = await Promise.all([1, 2, 3, 4].map(() => invitePerson(database.db)));
    const gates = people.map(() => Promise.withResolvers<void>());
    let sent = 0;
    const worker = await start({
      onStep: async (step) => {
        if (step !== 'recorded') return;
        sent += 1;
        await gates[sent - 1]?.promise;
      },
    });
    expect(await pollUntil(async () => sent === gates.length, 10_000)).toBe(true);
    const refusal = await refuseToEndJobs();
    for (const [index, gate] of gates.entries()) {
      gate.resolve();
      expect(await pollUntil(async () => (await refusal.count()) === index + 1, 10_000)).toBe(true);
    }
    await refusal.undo();
    expect(await pollUntil(async () => (await jobCount()) === 0, 20_000)).toBe(true);
    for (const { email } of people) expect(copies(email)).toHaveLength(1);
    await worker.stop();
    running.splice(0);
  });
});

/** The database refuses to write down that a job is done, and counts how often, until `undo` is called. */
async function refuseToEndJobs() {
  await database.db.$executeRaw`create sequence refusals`;
  await database.db.$executeRaw`
    create function refuse() returns trigger language plpgsql as
    $$ begin perform nextval('refusals'); raise 'refused'; end $$`;
  await database.db.$executeRaw`
    create trigger refuse before delete on graphile_worker._private_jobs for each row execute function refuse()`;
  return {
    undo: () => database.db.$executeRaw`drop function refuse() cascade`,
    async count(): Promise<number> {
      const [row] = await database.db.$queryRaw<{ count: number }[]>`
        select case when is_called then last_value else 0 end::int as count from refusals`;
      return row?.count ?? 0;
    },
  };
}

describe('when the process is killed', () => {
  const steps: SendStep[] = ['taken', 'begun', 'rendered', 'answered', 'recorded'];

  test.each(steps)('after the step %s, the message is sent, once', { timeout: 60_000 }, async (step) => {
    const person = await invitePerson(database.db);
    await runUntilKilled(step);
    await start();
    await becomesSent(person.mailId);
    expect(await pollUntil(async () => (await jobCount()) === 0, 15_000)).toBe(true);
    expect(copies(person.email)).toHaveLength(1);
  });

  test('a worker that lives keeps its jobs', async () => {
    const person = await invitePerson(database.db);
    const reached = Promise.withResolvers<void>();
    const gate = Promise.withResolvers<void>();
    await start({
      onStep: async (step) => {
        if (step === 'begun') reached.resolve();
        if (step === 'begun') await gate.promise;
      },
    });
    await reached.promise;
    const other = openWorkerPresence(database.url);
    expect(await other.freeAbandonedJobs()).toEqual([]);
    await other.close();
    gate.resolve();
    await becomesSent(person.mailId);
    expect(await database.db.mailMessage.findUnique({ where: { id: person.mailId } })).toMatchObject({
      attempts: 1,
    });
  });
});

/** As when PostgreSQL is restarted: everyone but the one who asks is thrown out. */
async function cutConnections(): Promise<void> {
  await database.db.$queryRaw`
    select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid()`;
}

describe('webhooks', () => {
  test('of one organization arrive in the order in which things happened, without being looked for one by one', async () => {
    const receiver = await startWebhookReceiver();
    const admin = await createEndpointManager(database.db, new Date());
    await makeEndpoint(admin, receiver.url);
    const { id: organizationId } = await createOrganization(admin, { name: 'Acme 0', externalId: null });
    for (let count = 1; count < 10; count += 1)
      await updateOrganization({ ...admin, now: new Date() }, { organizationId, name: `Acme ${count}` });
    await start({ pollMilliseconds: 600_000 });
    const arrived = await receiver.waitFor(({ event }) => event.type.startsWith('organization.'), 10);
    const names = arrived.map(({ event }) => (event.data as { display_name: string }).display_name);
    expect(names).toEqual(Array.from({ length: 10 }, (_, index) => `Acme ${index}`));
    await receiver.stop();
  });

  test('whose process is killed before the answer came are sent again', { timeout: 60_000 }, async () => {
    const receiver = await startWebhookReceiver();
    const admin = await createEndpointManager(database.db, new Date());
    await makeEndpoint(admin, receiver.url);
    const env = {
      ...process.env,
      DATABASE_URL: database.url,
      USHER_LOG_LEVEL: 'silent',
    };
    const child = spawn(process.execPath, ['--import', 'tsx', killedWorker, 'never'], {
      env,
      stdio: 'ignore',
    });
    const killed = new Promise((resolve) => child.once('exit', resolve));
    receiver.answerNext(() => void child.kill('SIGKILL'));
    await createOrganization(admin, { name: 'Acme killed', externalId: null });
    await killed;
    await start();
    const copies = await receiver.waitFor(({ body }) => body.includes('Acme killed'), 2);
    expect(new Set(copies.map(({ body }) => body)).size).toBe(1);
    expect(copies).toHaveLength(2);
    await receiver.stop();
  });
});
