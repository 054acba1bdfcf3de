import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findFreePort } from '@/scripts/ports';
import { pollUntil } from '@/scripts/processes';

/** A program in a process of its own, so that its processor time can be told from that of who asks it. */
export interface RunningProgram {
  readonly origin: string;
  readonly pid: number;
  stop(): Promise<void>;
}

/** The real server in production mode on the database at `url`. */
export async function startUsher(
  url: string,
  settings: Readonly<Record<string, string>> = {},
): Promise<RunningProgram> {
  const dataDirectory = await mkdtemp(join(tmpdir(), 'usher-bench-server-'));
  const started = await startProgram('scripts/start.ts', '/readyz', (origin) => ({
    DATABASE_URL: url,
    USHER_BASE_URL: origin,
    USHER_DATA_DIR: dataDirectory,
    USHER_LOG_LEVEL: 'error',
    ...settings,
  }));
  return {
    ...started,
    async stop() {
      await started.stop();
      await rm(dataDirectory, { recursive: true, force: true });
    },
  };
}

/** A program that listens on PORT; ready once it answers at `readyPath`. */
export async function startProgram(
  file: string,
  readyPath: string,
  settingsOf: (origin: string) => Readonly<Record<string, string>>,
): Promise<RunningProgram> {
  const port = await findFreePort();
  const origin = `http://localhost:${port}`;
  const child = spawn(process.execPath, ['--import', 'tsx', file], {
    env: { ...process.env, NODE_ENV: 'production', PORT: String(port), ...settingsOf(origin) },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const isUp = () =>
    fetch(origin + readyPath)
      .then(({ ok }) => ok)
      .catch(() => false);
  const ready = await pollUntil(isUp, 240_000);
  if (!ready || !child.pid) throw new Error(`${file} did not come up.`);
  return {
    origin,
    pid: child.pid,
    async stop() {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGTERM');
      await ended;
    },
  };
}
