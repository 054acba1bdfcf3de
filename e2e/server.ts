import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import http from 'node:http';
import https from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { createDatabase, type Database } from '@/lib/db';
import { findFreePort } from '@/scripts/ports';
import { pollUntil } from '@/scripts/processes';

/** What links are made with, here and in the servers. */
export const secret = 'a secret that only journeys use, long enough';

export interface RunningUsher {
  readonly origin: string;
  readonly db: Database;
  readonly databaseUrl: string;
  readonly child: ChildProcess;
  /** Everything it printed so far. */
  output(): string;
  /** The errors in its log so far. */
  errors(): string[];
  /** Lets it end in an orderly way. */
  stop(): Promise<void>;
  /** Ends it at once, in the middle of whatever it does. */
  kill(): Promise<void>;
}

type Settings = Readonly<Record<string, string>>;

/**
 * The whole product as `npm start` runs it, in a process of its own and, unless `settings` name one, a new database.
 * Settings of another Usher (DATABASE_URL, PORT, USHER_BASE_URL) start that one again.
 */
export async function startUsher(settings: Settings = {}): Promise<RunningUsher> {
  const port = settings.PORT ?? String(await findFreePort());
  const { origin } = new URL(`${settings.USHER_TLS_CERT ? 'https' : 'http'}://localhost:${port}`);
  const databaseUrl = settings.DATABASE_URL ?? (await createEmptyDatabase());
  const dataDirectory = await mkdtemp(join(tmpdir(), 'usher-e2e-server-'));
  let printed = '';
  const child = spawn(process.execPath, ['--import', 'tsx', 'scripts/start.ts'], {
    env: {
      ...withoutUsherSettings(),
      NODE_ENV: 'production',
      PORT: port,
      USHER_BASE_URL: origin,
      USHER_DATA_DIR: dataDirectory,
      USHER_SECRET: secret,
      USHER_LOG_LEVEL: 'warn',
      ...settings,
      DATABASE_URL: databaseUrl,
    },
    // The channel tells it when the tests are gone.
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk) => {
      printed += String(chunk);
    });
  const ready = await pollUntil(() => hasEnded(child) || isReady(origin), 60_000);
  if (!ready || hasEnded(child)) throw new Error(`Usher did not start:\n${printed}`);
  const db = createDatabase(databaseUrl, 3);
  const end = async (signal: NodeJS.Signals) => {
    await db.$disconnect();
    // A second signal would be a second wish: to end at once.
    if (!child.killed) child.kill(signal);
    await ended;
    await rm(dataDirectory, { recursive: true, force: true });
  };
  return {
    origin,
    db,
    databaseUrl,
    child,
    output: () => printed,
    errors: () => printed.split('\n').filter((line) => /"level":"(?:error|fatal)"/.test(line)),
    stop: () => end('SIGTERM'),
    kill: () => end('SIGKILL'),
  };
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}

/** Not by fetch, which would ask who vouches for a certificate that a test made. */
function isReady(origin: string): Promise<boolean> {
  const { get } = origin.startsWith('https:') ? https : http;
  return new Promise((resolve) => {
    get(`${origin}/readyz`, { rejectUnauthorized: false, agent: false }, (answer) => {
      answer.resume();
      resolve(answer.statusCode === 200);
    }).on('error', () => resolve(false));
  });
}

async function createEmptyDatabase(): Promise<string> {
  const server = process.env.E2E_POSTGRES_URL ?? '';
  const name = `e2e_${randomBytes(6).toString('hex')}`;
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  await client.query(`create database ${name}`);
  await client.end();
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.href;
}

/** What the developer has set for their own Usher must not reach the tested one. */
function withoutUsherSettings(): Record<string, string | undefined> {
  const kept = Object.entries(process.env).filter(
    ([name]) => !/^(USHER_|RESEND_|DATABASE_URL|PORT$)/.test(name),
  );
  return Object.fromEntries(kept);
}
