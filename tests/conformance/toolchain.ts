import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { type Program, runProgram } from './run-program';

const cache = resolve('node_modules/.cache/usher-examples');
const patienceMilliseconds = 300_000;

/** A folder with what a program of another language needs, or why there is none. */
export type Installed =
  | { readonly missing: null; readonly folder: string }
  | { readonly missing: string; readonly folder: null };

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
  const unfinished = await mkdtemp(join(cache, 'unfinished-'));
  try {
    const { fetch, build } = steps(unfinished);
    const missing = await whyNot(fetch);
    if (missing) return { missing, folder: null };
    if (build) await runProgram(build);
    // Another worker may have been faster: what it installed is as good.
    await rename(unfinished, folder).catch(() => {});
    return { missing: null, folder };
  } finally {
    await rm(unfinished, { recursive: true, force: true });
  }
}

async function whyNot(program: Program): Promise<string | null> {
  try {
    await runProgram(program, {}, AbortSignal.timeout(patienceMilliseconds));
    return null;
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return `${program.command} not found`;
    const lines = message.split('\n').filter((line) => /error|forbidden|unavailable|could not/i.test(line));
    return `its packages could not be installed (${(lines[0] ?? message).trim().slice(0, 200)})`;
  }
}
