import { randomBytes } from 'node:crypto';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { PlainError } from '@/scripts/plain-error';
import { describeProcess, pollUntil } from '@/scripts/processes';

/** Makes the folder, for its owner alone, and returns its absolute path. */
export async function makeDataDirectory(path: string): Promise<string> {
  const directory = resolve(path);
  try {
    await mkdir(directory, { recursive: true, mode: 0o700 });
    await writeFile(join(directory, 'writable'), '');
    await rm(join(directory, 'writable'));
    return directory;
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code ?? 'unknown reason';
    throw new PlainError(`USHER_DATA_DIR: ${directory} cannot be written to (${reason}).`);
  }
}

/**
 * Notes that this process is the Usher of this folder, and returns how to give it up. Refuses while another one lives
 * (but waits a moment for one that is just ending); a note that a killed one left does not count, even when its number belongs to somebody else by now.
 */
export async function claimDataDirectory(
  directory: string,
  patienceMilliseconds = 5000,
): Promise<() => Promise<void>> {
  const path = join(directory, 'usher.pid');
  const own = JSON.stringify({ pid: process.pid, startedAt: describeProcess(process.pid)?.startedAt });
  const isClaimed = async () => {
    if (await isOwnerAlive(path)) return false;
    await rm(path, { force: true });
    return writeFile(path, own, { flag: 'wx', mode: 0o600 }).then(
      () => true,
      () => false,
    );
  };
  if (await pollUntil(isClaimed, patienceMilliseconds)) return () => rm(path, { force: true });
  const owner = await readOwner(path);
  throw new PlainError(`Usher is already running on ${directory} (process ${owner?.pid}): stop it first.`);
}

/** The secret of this folder, made at the first call. */
export async function ensureSecret(directory: string): Promise<string> {
  const path = join(directory, 'secret');
  const made = randomBytes(32).toString('base64url');
  await writeFile(path, made, { flag: 'wx', mode: 0o600 }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
  });
  return (await readFile(path, 'utf8')).trim();
}

async function isOwnerAlive(path: string): Promise<boolean> {
  const owner = await readOwner(path);
  return owner !== null && describeProcess(owner.pid)?.startedAt === owner.startedAt;
}

async function readOwner(path: string): Promise<{ pid: number; startedAt: string } | null> {
  try {
    return JSON.parse(await readFile(path, 'utf8'));
  } catch {
    return null;
  }
}
