import { mkdir, readFile, realpath, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { PlainError } from '@/scripts/plain-error';
import { findFreePort } from '@/scripts/ports';
import { ensureCluster, superuser } from '@/scripts/postgres/cluster';
import { chooseIdentity } from '@/scripts/postgres/identity';
import { locatePostgres } from '@/scripts/postgres/location';
import {
  canConnect,
  findRunning,
  LaunchFailure,
  type LaunchOptions,
  launch,
  type Postmaster,
  shutDown,
} from '@/scripts/postgres/postmaster';
import { pollUntil } from '@/scripts/processes';

export interface EmbeddedPostgresOptions {
  /** Made if missing, with mode 0700. Keeps the data, the password, the port and the log. */
  readonly dataDirectory: string;
  /** For tests: what is written need not outlive the machine. */
  readonly ephemeral?: boolean;
  /** Takes the one line that says where the data is, when it cannot be in the data directory. */
  readonly announce?: (line: string) => void;
}

export interface EmbeddedPostgres {
  /** Of the database `usher`, for its superuser of the same name. */
  readonly url: string;
  readonly pid: number;
  readonly port: number;
  /** Whether it ran already, started by an Usher that was killed. */
  readonly wasRunning: boolean;
  stop(): Promise<void>;
}

/**
 * Starts the PostgreSQL that npm installed, on 127.0.0.1 only, or takes over the one that a killed Usher left running
 * on the same data directory. Its port is kept, and another taken when somebody else has it by now. Throws a
 * `PlainError` with what to do when it cannot.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  await mkdir(options.dataDirectory, { recursive: true, mode: 0o700 });
  const dataDirectory = await realpath(options.dataDirectory);
  const identity = chooseIdentity();
  const location = await locatePostgres(dataDirectory, identity, options.announce ?? (() => {}));
  const password = await ensureCluster(dataDirectory, location, identity);
  const urlOf = (port: number, database: string) =>
    `postgresql://${superuser}:${password}@127.0.0.1:${port}/${database}`;
  const launchOptions: LaunchOptions = {
    location,
    identity,
    logFile: join(dataDirectory, 'postgres.log'),
    settings: { ...settings, ...(options.ephemeral ? ephemeralSettings : {}) },
    answers: (port) => canConnect(urlOf(port, 'postgres')),
  };
  const running = await findRunning(launchOptions);
  const postmaster = running ?? (await launchOnSomePort(launchOptions, join(dataDirectory, 'postgres-port')));
  await ensureDatabase(urlOf(postmaster.port, 'postgres'));
  return {
    url: urlOf(postmaster.port, superuser),
    ...postmaster,
    wasRunning: running !== null,
    stop: () => shutDown(location.cluster, postmaster),
  };
}

const settings = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '200',
  shared_buffers: '256MB',
  effective_cache_size: '1GB',
  work_mem: '8MB',
  maintenance_work_mem: '128MB',
  random_page_cost: '1.1',
  // Parallel queries need more shared memory than containers give by default, and two cores gain little from them.
  max_parallel_workers_per_gather: '0',
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_checkpoints: 'off',
  // No statements and no values: a refused duplicate is ordinary here, and its text would hold people's addresses.
  log_min_messages: 'log',
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
};

const ephemeralSettings = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  shared_buffers: '128MB',
  autovacuum: 'off',
};

async function launchOnSomePort(options: LaunchOptions, portFile: string): Promise<Postmaster> {
  const known = Number(await readFile(portFile, 'utf8').catch(() => ''));
  let port = await findFreePort(known > 0 && known < 65_536 ? known : 0);
  for (let attempt = 1; ; attempt++) {
    try {
      const postmaster = await launch(options, port);
      await writeFile(portFile, String(port), { mode: 0o600 });
      return postmaster;
    } catch (error) {
      if (!(error instanceof LaunchFailure)) throw error;
      const canRetry = error.isPortTaken || error.isPredecessorEnding;
      if (!canRetry || attempt === 10) throw new PlainError(`PostgreSQL did not start: ${error.message}`);
      if (error.isPortTaken) port = await findFreePort();
      else await pollUntil(() => false, 500);
    }
  }
}

async function ensureDatabase(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [superuser]);
    if (rowCount === 0) await client.query(`create database ${superuser}`);
  } finally {
    await client.end();
  }
}
