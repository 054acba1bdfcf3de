import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { type Program, runProgram } from './run-program';

const cache = resolve('node_modules/.cache/usher-examples');
const patienceMilliseconds = 300_000;

/** A folder with what a program of another language needs, or why there is none. */
export type Installed =
  | { readonly missing: null; readonly folder: string }
  | { readonly missing: string; readonly folder: null };

/**
 * Installs what `manifest` pins, once: a folder that is there already was completed. What stops it, a tool that is not
 * there or a registry that does not answer, is told in one line, since a machine without them can still test the rest.
 */
export async function installOnce(
  manifest: string,
  install: (folder: string) => Program | null,
): Promise<Installed> {
  const folder = join(
    cache,
    createHash('sha256').update(manifest).update(readFileSync(manifest)).digest('hex'),
  );
  if (existsSync(folder)) return { missing: null, folder };
  await mkdir(cache, { recursive: true });
  const unfinished = await mkdtemp(join(cache, 'unfinished-'));
  const program = install(unfinished);
  const missing = program && (await whyNot(program));
  if (missing) {
    await rm(unfinished, { recursive: true, force: true });
    return { missing, folder: null };
  }
  // Another worker may have been faster: what it installed is as good.
  await rename(unfinished, folder).catch(() => rm(unfinished, { recursive: true, force: true }));
  return { missing: null, folder };
}

/** Python's packages; a program finds them by PYTHONPATH. */
export function installPython(requirements: string): Promise<Installed> {
  return installOnce(requirements, (folder) => ({
    command: 'python3',
    parameters: ['-m', 'pip', 'install', '--quiet', '--target', folder, '--requirement', requirements],
  }));
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
