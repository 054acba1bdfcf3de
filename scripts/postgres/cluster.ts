import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PlainError } from '@/scripts/plain-error';
import { type Identity, runAs } from '@/scripts/postgres/identity';
import { giveFile, type Location, makeOwnFolder } from '@/scripts/postgres/location';

export const superuser = 'usher';

/**
 * Makes the cluster on first use (UTF-8, the built-in C.UTF-8 locale, passwords only) and returns its password, which
 * is kept in `<data directory>/postgres-password`. A start that was killed half-way leaves nothing that counts.
 */
export async function ensureCluster(
  dataDirectory: string,
  location: Location,
  identity: Identity,
): Promise<string> {
  const passwordFile = join(dataDirectory, 'postgres-password');
  const isMade = existsSync(join(location.cluster, 'PG_VERSION'));
  if (isMade) return readPassword(passwordFile, location);
  const password = randomBytes(24).toString('base64url');
  await writeFile(passwordFile, password, { mode: 0o600 });
  await initialise(location, identity, password);
  return password;
}

async function readPassword(path: string, location: Location): Promise<string> {
  const password = await readFile(path, 'utf8').catch(() => '');
  if (password !== '') return password.trim();
  throw new PlainError(
    `${path} is missing, and without it the database in ${location.cluster} cannot be opened: put it back, or remove that folder to begin with an empty one.`,
  );
}

async function initialise(location: Location, identity: Identity, password: string): Promise<void> {
  const partial = `${location.cluster}.partial`;
  const passwordFile = `${partial}.password`;
  await rm(partial, { recursive: true, force: true });
  await makeOwnFolder(partial, identity);
  try {
    await writeFile(passwordFile, password, { mode: 0o600 });
    await giveFile(passwordFile, identity);
    runInitdb(location, identity, partial, passwordFile);
    await rm(location.cluster, { recursive: true, force: true });
    await rename(partial, location.cluster);
  } finally {
    await rm(passwordFile, { force: true });
  }
}

function runInitdb(location: Location, identity: Identity, folder: string, passwordFile: string): void {
  const { status, stderr, error } = runAs(identity, [
    join(location.binaries, 'bin', 'initdb'),
    `--pgdata=${folder}`,
    `--username=${superuser}`,
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--locale=C',
    '--no-instructions',
  ]);
  if (status === 0) return;
  const reason = (stderr || error?.message || '').trim().split('\n').at(-1);
  throw new PlainError(`The database could not be made in ${folder}: ${reason}`);
}
