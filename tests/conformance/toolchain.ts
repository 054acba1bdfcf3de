import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';
import { describeProcess, pollUntil } from '@/scripts/processes';
import { type Program, runProgram } from './run-program';

const cache = resolve('node_modules/.cache/usher-examples');
const lock = join(cache, 'lock');
const patienceMilliseconds = 300_000;
/** What says most of a failure, the best first: which package is not there, or a line that speaks of an error. */
const reasons = [
  /\S+ was not found in \S+/,
  /could not find artifact \S+/i,
  /.*(?:error|forbidden|unavailable).*/i,
];

/** A folder with what a program of another language needs, or why there is none. */
export type Installed =
  | { readonly missing: null; readonly folder: string }
  | { readonly missing: string; readonly folder: null };

/** Says what is not tested on this machine, and why: reporters name what is skipped without a reason. */
export function tellSkipped(name: string, reason: string): void {
  process.stdout.write(`skipped: ${name}, ${reason}\n`);
}

interface Steps {
  /** Needs the tool and its registry, which a machine may lack. */
  readonly fetch: Program;
  /** Needs nothing more, so what stops it is a fault. */
  readonly build?: Program;
}

/** Python's packages; a program finds them by PYTHONPATH. */
export function installPython(requirements: string): Promise<Installed> {
  const parameters = ['-m', 'pip', 'install', '--quiet', '--requirement', requirements, '--target'];
  return installOnce([requirements], (folder) => ({
    fetch: { command: 'python3', parameters: [...parameters, folder] },
  }));
}

/** The program that the module in `source` is, under the name `program`. */
export async function buildGo(source: string): Promise<Installed> {
  const names = (await readdir(source)).filter((name) => /\.(?:go|mod|sum|html)$/.test(name));
  const files = names.sort().map((name) => join(source, name));
  const build = ['build', '-ldflags=-s -w', '-o'];
  return installOnce(files, (folder) => ({
    fetch: { command: 'go', parameters: ['mod', 'download'], folder: source },
    build: { command: 'go', parameters: [...build, join(folder, 'program'), '.'], folder: source },
  }));
}

/** The classes below `source` in `classes`, beside the packages of its pom.xml in `lib`. */
export async function buildJava(source: string): Promise<Installed> {
  const names = await readdir(source, { recursive: true });
  const sources = names.filter((name) => name.endsWith('.java')).sort();
  const files = ['pom.xml', ...sources].map((name) => join(source, name));
  const parameters = ['--quiet', '--batch-mode', 'dependency:copy-dependencies'];
  return installOnce(files, (folder) => ({
    fetch: {
      command: 'mvn',
      parameters: [...parameters, `-DoutputDirectory=${join(folder, 'lib')}`],
      folder: source,
    },
    build: {
      command: 'javac',
      parameters: ['-parameters', '-cp', join(folder, 'lib/*'), '-d', join(folder, 'classes'), ...sources],
      folder: source,
    },
  }));
}

/** What Java is told so that it trusts this certificate. */
export async function trustInJava(certificate: string): Promise<string[]> {
  const store = `${certificate}.p12`;
  const password = 'changeit';
  const kind = ['-storetype', 'PKCS12', '-storepass', password];
  const parameters = ['-importcert', '-noprompt', '-file', certificate, '-keystore', store, ...kind];
  await runProgram({ command: 'keytool', parameters });
  const option = '-Djavax.net.ssl.trustStore';
  return [`${option}=${store}`, `${option}Password=${password}`];
}

/** Why nobody can listen on the port here, or null. */
export function whyNoPort(port: number): Promise<string | null> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', ({ code }: NodeJS.ErrnoException) =>
      resolve(`port ${port} cannot be opened here (${code})`),
    );
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(null)));
  });
}

/**
 * Does it once for what these files say: a folder that is there already was completed. A tool that is not there or a
 * registry that does not answer is told in one line, since a machine without them can still test the rest.
 */
async function installOnce(files: readonly string[], steps: (folder: string) => Steps): Promise<Installed> {
  const hash = createHash('sha256');
  for (const file of files) hash.update(file).update(readFileSync(file));
  const folder = join(cache, hash.digest('hex'));
  if (existsSync(folder)) return { missing: null, folder };
  await mkdir(cache, { recursive: true });
  return oneAtATime(() => complete(folder, steps));
}

async function complete(folder: string, steps: (folder: string) => Steps): Promise<Installed> {
  // Another worker may have done it meanwhile.
  if (existsSync(folder)) return { missing: null, folder };
  const unfinished = await mkdtemp(join(cache, 'unfinished-'));
  try {
    const { fetch, build } = steps(unfinished);
    const missing = await whyNot(fetch);
    if (missing) return { missing, folder: null };
    if (build) await runProgram(build);
    // Whoever did not wait any longer may have been faster: what it installed is as good.
    await rename(unfinished, folder).catch(() => {});
    return { missing: null, folder };
  } finally {
    await rm(unfinished, { recursive: true, force: true });
  }
}

/** Workers want the same packages at the same time, and would fetch and compile them twice. */
async function oneAtATime<T>(work: () => Promise<T>): Promise<T> {
  await pollUntil(claimLock, patienceMilliseconds);
  try {
    return await work();
  } finally {
    await rm(lock, { force: true });
  }
}

/** False while another process works; one that was killed does not. */
async function claimLock(): Promise<boolean> {
  try {
    await writeFile(lock, String(process.pid), { flag: 'wx' });
    return true;
  } catch {
    const holder = Number(await readFile(lock, 'utf8').catch(() => '0'));
    if (holder > 0 && !describeProcess(holder)) await rm(lock, { force: true });
    return false;
  }
}

async function whyNot(program: Program): Promise<string | null> {
  try {
    await runProgram(program, {}, AbortSignal.timeout(patienceMilliseconds));
    return null;
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return `${program.command} not found`;
    const [reason = message] = reasons.flatMap((pattern) => pattern.exec(message)?.[0] ?? []);
    return `its packages could not be installed (${reason.trim().slice(0, 150)})`;
  }
}
