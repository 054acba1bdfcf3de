import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { PlainError } from '@/scripts/plain-error';
import type { Identity } from '@/scripts/postgres/identity';
import type { Location } from '@/scripts/postgres/location';
import { describeProcess, pollUntil } from '@/scripts/processes';

export interface Postmaster {
  readonly pid: number;
  readonly port: number;
}

export interface LaunchOptions {
  readonly location: Location;
  readonly identity: Identity;
  readonly logFile: string;
  readonly settings: Readonly<Record<string, string>>;
  /** Whether the server on this port is ours and takes connections. */
  readonly answers: (port: number) => Promise<boolean>;
}

const patienceMilliseconds = 60_000;

/**
 * The server that already runs on the cluster, because the Usher that started it was killed; null when there is
 * none. What a dead server left behind does not count.
 */
export async function findRunning(options: LaunchOptions): Promise<Postmaster | null> {
  const { cluster } = options.location;
  const found = readPidFile(cluster);
  if (!found) return null;
  if (!holdsCluster(found.pid, cluster)) {
    disownPidFile(cluster);
    return null;
  }
  let isAnswering = false;
  const isSettled = await pollUntil(async () => {
    isAnswering = await options.answers(found.port);
    return isAnswering || !holdsCluster(found.pid, cluster);
  }, patienceMilliseconds);
  if (isSettled) return isAnswering ? found : null;
  throw new PlainError(
    `PostgreSQL (process ${found.pid}) holds ${cluster} but does not answer on port ${found.port}: stop it first.`,
  );
}

/** Starts a server on this port and waits until it answers. Throws `LaunchFailure` when it ends instead. */
export async function launch(options: LaunchOptions, port: number): Promise<Postmaster> {
  const { location, identity, logFile, settings } = options;
  const parameters = Object.entries({ ...settings, port: String(port) });
  const [program = '', ...args] = [
    ...identity.prefix,
    join(location.binaries, 'bin', 'postgres'),
    '-D',
    location.cluster,
    ...parameters.flatMap(([name, value]) => ['-c', `${name}=${value}`]),
  ];
  writeFileSync(logFile, '', { mode: 0o600 });
  const log = openSync(logFile, 'a');
  const environment = { PATH: process.env.PATH, LC_ALL: 'C' } as unknown as NodeJS.ProcessEnv;
  // Detached: Ctrl-C in the terminal goes to Usher, which finishes its requests before it stops the database.
  const child = spawn(program, args, {
    ...identity.ids,
    cwd: '/',
    env: environment,
    detached: true,
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  child.unref();
  let hasEnded = false;
  child.once('exit', () => (hasEnded = true));
  child.once('error', () => (hasEnded = true));
  const isSettled = await pollUntil(
    async () => hasEnded || (await options.answers(port)),
    patienceMilliseconds,
  );
  if (isSettled && !hasEnded && child.pid) return { pid: child.pid, port };
  if (!hasEnded) child.kill('SIGQUIT');
  throw new LaunchFailure(readFileSync(logFile, 'utf8'));
}

export class LaunchFailure extends Error {
  constructor(log: string) {
    const lines = log.split('\n').filter((line) => /FATAL|PANIC|could not/.test(line));
    super(
      lines.map((line) => line.replace(/^.*?(FATAL|PANIC|LOG|WARNING): */, '')).join('; ') ||
        'no reason given',
    );
  }

  get isPortTaken(): boolean {
    return /could not bind|Address already in use|could not create any TCP/.test(this.message);
  }

  /** The children of a killed server need a moment to end. */
  get isPredecessorEnding(): boolean {
    return /pre-existing shared memory block|lock file/.test(this.message);
  }
}

/** Lets the open transactions go (PostgreSQL's "fast" shutdown) and waits until the server is gone. */
export async function shutDown(cluster: string, { pid }: Postmaster): Promise<void> {
  const isGone = () => !describeProcess(pid) || readPidFile(cluster)?.pid !== pid;
  for (const signal of ['SIGINT', 'SIGQUIT'] as const) {
    if (isGone()) return;
    process.kill(pid, signal);
    if (await pollUntil(isGone, patienceMilliseconds / 2)) return;
  }
  throw new PlainError(`PostgreSQL (process ${pid}) does not stop.`);
}

/** Whether this server answers to this password. */
export async function canConnect(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2000 });
  client.on('error', () => {});
  try {
    await client.connect();
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => {});
  }
}

function readPidFile(cluster: string): Postmaster | null {
  try {
    const lines = readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n');
    return { pid: Math.abs(Number(lines[0])), port: Number(lines[3]) };
  } catch {
    return null;
  }
}

/** A number may belong to somebody else by now. A server works in its data folder; where that cannot be read, a name must do. */
function holdsCluster(pid: number, cluster: string): boolean {
  const description = describeProcess(pid);
  if (!description) return false;
  if (description.workingDirectory) return description.workingDirectory === realpathSync(cluster);
  return description.commandLine.includes('postgres');
}

/**
 * PostgreSQL would take any live process with the recorded number for a server, except its own parent: so that number
 * becomes ours. Removing the file instead would also remove its check for leftover children of the old server.
 */
function disownPidFile(cluster: string): void {
  const path = join(cluster, 'postmaster.pid');
  const [, ...rest] = readFileSync(path, 'utf8').split('\n');
  writeFileSync(path, [String(process.pid), ...rest].join('\n'));
}
