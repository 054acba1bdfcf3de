import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { closeSync, openSync } from 'node:fs';
import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PlainError } from '@/scripts/plain-error';

/** What the pages are made of. */
const sources = [
  'app',
  'instrumentation.ts',
  'components',
  'emails',
  'lib',
  'server',
  'prisma/schema',
  'next.config.js',
  'tailwind.config.ts',
  'postcss.config.mjs',
  'tsconfig.json',
  'package-lock.json',
];
const stampFile = '.next/usher-build';

/**
 * Builds the pages for production unless they were built from the same sources already. The output goes to `logFile`,
 * and to the terminal only when the build fails.
 */
export async function ensureBuild(
  logFile: string,
  announce: (line: string) => void,
  signal: AbortSignal,
): Promise<void> {
  const hash = await hashSources();
  if ((await readFile(stampFile, 'utf8').catch(() => '')) === hash) return;
  announce('Building the pages (about a minute) ...');
  const code = await runBuild(logFile, signal);
  signal.throwIfAborted();
  if (code !== 0) {
    const output = (await readFile(logFile, 'utf8')).trim().split('\n').slice(-30).join('\n');
    throw new PlainError(`The pages could not be built (all of it is in ${logFile}):\n${output}`);
  }
  await writeFile(stampFile, hash);
}

async function runBuild(logFile: string, signal: AbortSignal): Promise<number | null> {
  const log = openSync(logFile, 'w', 0o600);
  const child = spawn(process.execPath, [join('node_modules', 'next', 'dist', 'bin', 'next'), 'build'], {
    stdio: ['ignore', log, log],
    env: { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' },
  });
  closeSync(log);
  signal.addEventListener('abort', () => child.kill(), { once: true });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', resolve);
  });
}

async function hashSources(): Promise<string> {
  const hash = createHash('sha256');
  for (const source of sources) {
    for (const path of await listFiles(source)) hash.update(`${path}\0`).update(await readFile(path));
  }
  return hash.digest('hex');
}

async function listFiles(path: string): Promise<string[]> {
  const found = await stat(path).catch(() => null);
  if (!found) return [];
  if (found.isFile()) return /\.test\.tsx?$/.test(path) ? [] : [path];
  const names = (await readdir(path)).sort();
  return (await Promise.all(names.map((name) => listFiles(join(path, name))))).flat();
}
