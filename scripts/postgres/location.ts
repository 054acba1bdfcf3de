import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, chown, cp, mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PlainError } from '@/scripts/plain-error';
import { preparePostgresBinaries } from '@/scripts/postgres/binaries';
import { canUseFolder, type Identity, runAs } from '@/scripts/postgres/identity';

export interface Location {
  /** Holds `bin`, `lib` and `share`. */
  readonly binaries: string;
  /** PostgreSQL's own data folder. */
  readonly cluster: string;
}

/** Root's second choice, where neither the project nor its data folder can be entered by the user it switches to. */
const reachableFolder = '/var/lib/usher';

/**
 * Where PostgreSQL's programs and data are for this data folder: in place, if the identity can enter there; else
 * below /var/lib/usher, which `announce` then tells in one line.
 */
export async function locatePostgres(
  dataDirectory: string,
  identity: Identity,
  announce: (line: string) => void,
): Promise<Location> {
  const binaries = await locateBinaries(identity);
  const cluster = await locateCluster(dataDirectory, identity);
  if (!cluster.startsWith(dataDirectory)) announce(`The database is in ${cluster}.`);
  return { binaries, cluster };
}

/** Makes a folder that the identity owns, with everything in it. */
export async function makeOwnFolder(path: string, identity: Identity): Promise<void> {
  await mkdir(path, { recursive: true, mode: 0o700 });
  const { owner } = identity;
  if (!owner || (await stat(path)).uid === owner.uid) return;
  const { status, stderr } = spawnSync('chown', ['-R', `${owner.uid}:${owner.gid}`, path], {
    encoding: 'utf8',
  });
  if (status !== 0) throw new PlainError(`The owner of ${path} cannot be changed: ${stderr.trim()}`);
}

/** Gives one file to the identity. */
export async function giveFile(path: string, identity: Identity): Promise<void> {
  if (identity.owner) await chown(path, identity.owner.uid, identity.owner.gid);
}

async function locateBinaries(identity: Identity): Promise<string> {
  const installed = await preparePostgresBinaries();
  const failure = tryProgram(installed, identity);
  if (failure === null) return installed;
  if (identity.kind === 'self') throw new PlainError(`PostgreSQL does not run on this machine: ${failure}`);
  const { version } = JSON.parse(await readFile(join(installed, '..', 'package.json'), 'utf8'));
  const copy = join(reachableFolder, `postgresql-${version}`);
  if (!existsSync(copy)) await copyReadable(installed, copy);
  const failureOfCopy = tryProgram(copy, identity);
  if (failureOfCopy === null) return copy;
  throw new PlainError(`PostgreSQL does not run on this machine: ${failureOfCopy}`);
}

function tryProgram(binaries: string, identity: Identity): string | null {
  const { status, stderr, error } = runAs(identity, [join(binaries, 'bin', 'postgres'), '--version']);
  if (status === 0) return null;
  return (stderr || error?.message || 'no reason given').trim().split('\n')[0] ?? '';
}

async function copyReadable(from: string, to: string): Promise<void> {
  const partial = `${to}.${process.pid}`;
  await mkdir(reachableFolder, { recursive: true, mode: 0o755 });
  await cp(from, partial, { recursive: true, verbatimSymlinks: true });
  await rename(partial, to).catch(() => rm(partial, { recursive: true, force: true }));
}

async function locateCluster(dataDirectory: string, identity: Identity): Promise<string> {
  const inPlace = join(dataDirectory, 'postgres');
  const record = join(dataDirectory, 'postgres-location');
  const recorded = await readFile(record, 'utf8').catch(() => inPlace);
  await makeOwnFolder(recorded, identity);
  // Every file in the data directory that is private says so itself.
  if (identity.kind === 'nobody') await chmod(dataDirectory, 0o711);
  if (canUseFolder(identity, recorded)) return recorded;
  if (existsSync(join(recorded, 'PG_VERSION'))) {
    throw new PlainError(
      `PostgreSQL does not run as root, and user ${identity.owner?.uid} cannot enter ${recorded}: let others pass through the folders above it (chmod o+x).`,
    );
  }
  const elsewhere = join(reachableFolder, nameFor(dataDirectory), 'postgres');
  await mkdir(join(elsewhere, '..'), { recursive: true, mode: 0o755 });
  await makeOwnFolder(elsewhere, identity);
  await writeFile(record, elsewhere);
  return elsewhere;
}

function nameFor(dataDirectory: string): string {
  return createHash('sha256').update(dataDirectory).digest('hex').slice(0, 12);
}
