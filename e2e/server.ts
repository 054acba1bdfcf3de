import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
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
  readonly child: ChildProcess;
  /** Everything it printed so far. */
  output(): string;
  stop(): Promise<void>;
}

/** The whole product as `npm start` runs it, in a process and a database of its own. */
export async function startUsher(settings: Readonly<Record<string, string>> = {}): Promise<RunningUsher> {
  const databaseUrl = await createEmptyDatabase();
  const port = await findFreePort();
  const origin = `http://localhost:${port}`;
  const dataDirectory = await mkdtemp(join(tmpdir(), 'usher-e2e-server-'));
  let printed = '';
  const child = spawn(process.execPath, ['--import', 'tsx', 'scripts/start.ts'], {
    env: {
      ...withoutUsherSettings(),
      NODE_ENV: 'production',
      PORT: String(port),
      USHER_BASE_URL: origin,
      USHER_DATA_DIR: dataDirectory,
      USHER_SECRET: secret,
      USHER_LOG_LEVEL: 'warn',
      DATABASE_URL: databaseUrl,
      ...settings,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (printed += String(chunk)));
  const ready = await pollUntil(() => child.exitCode !== null || isReady(origin), 60_000);
  if (!ready || child.exitCode !== null) throw new Error(`Usher did not start:\n${printed}`);
  const db = createDatabase(databaseUrl, 3);
  return {
    origin,
    db,
    child,
    output: () => printed,
    async stop() {
      await db.$disconnect();
      const ended = new Promise((resolve) => child.once('exit', resolve));
      if (child.kill('SIGTERM')) await ended;
      await rm(dataDirectory, { recursive: true, force: true });
    },
  };
}

function isReady(origin: string): Promise<boolean> {
  return fetch(`${origin}/readyz`).then(
    (answer) => answer.ok,
    () => false,
  );
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
