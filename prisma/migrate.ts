import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PrismaPg } from '@prisma/adapter-pg';
import type { MigrationDirectory, MigrationList } from '@prisma/schema-engine-wasm';
import { Logger, runMigrations } from 'graphile-worker';
import pg from 'pg';
import { withSchemaEngine } from '@/prisma/schema-engine';

const migrationsFolder = fileURLToPath(new URL('./migrations', import.meta.url));
/** Any number that nothing else in this database locks: the letters "usher". */
const lockKey = 0x75_73_68_65_72;

/**
 * Brings the database at `url` up to date: the job queue's own tables (schema `graphile_worker`), then every
 * folder of `prisma/migrations` that `_prisma_migrations` does not record yet, each in one transaction with its
 * record. Processes that start together wait for each other. Returns the names applied now; throws when a migration
 * fails, and the next call tries that one again.
 */
export async function applyMigrations(url: string, folder: string = migrationsFolder): Promise<string[]> {
  const holder = new pg.Client({ connectionString: url });
  const pool = new pg.Pool({ connectionString: url, max: 2 });
  holder.on('error', ignore);
  pool.on('error', ignore);
  pool.on('connect', (client) => client.on('error', ignore));
  try {
    await holder.connect();
    await holder.query('select pg_advisory_lock($1)', [lockKey]);
    await runMigrations({ pgPool: pool, schema: 'graphile_worker', logger: silentLogger });
    await forgetInterrupted(holder);
    return await applyPrismaMigrations(pool, folder);
  } finally {
    await holder.end().catch(ignore);
    await pool.end();
  }
}

/** A migration without an end was rolled back whole: a process died in it, or it failed. */
async function forgetInterrupted(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ exists: boolean }>(
    `select to_regclass('_prisma_migrations') is not null as exists`,
  );
  if (!rows[0]?.exists) return;
  await client.query(
    'update _prisma_migrations set rolled_back_at = now() where finished_at is null and rolled_back_at is null',
  );
}

async function applyPrismaMigrations(pool: pg.Pool, folder: string): Promise<string[]> {
  const input = {
    migrationsList: await readMigrations(folder),
    filters: { externalTables: [], externalEnums: [] },
  };
  const adapter = new AtomicPrismaPg(pool);
  try {
    return (await withSchemaEngine(adapter, (engine) => engine.applyMigrations(input))).appliedMigrationNames;
  } catch (error) {
    const name = /migration_name="([^"]+)"/.exec(String(error))?.[1];
    if (!adapter.failure || !name) throw error;
    throw new Error(`Migration ${name} failed: ${adapter.failure.message}`, { cause: error });
  }
}

/**
 * Prisma's own adapter cuts a script at every semicolon and runs the pieces one by one. Sent whole it is one
 * transaction, and the record that it has ended is written in the same one.
 */
class AtomicPrismaPg extends PrismaPg {
  /** Why PostgreSQL refused: the engine's own error has only the place. */
  failure: Error | undefined;

  override async connect(): ReturnType<PrismaPg['connect']> {
    const adapter = await super.connect();
    adapter.executeScript = async (script) => {
      await adapter
        .underlyingDriver()
        .query(`${script}\n;${recordEnd}`)
        .catch((error: Error) => {
          this.failure = error;
          throw error;
        });
    };
    return adapter;
  }
}

const recordEnd = `do $$ begin
  if to_regclass('_prisma_migrations') is not null then
    update _prisma_migrations set finished_at = now(), applied_steps_count = 1
      where finished_at is null and rolled_back_at is null;
  end if;
end $$`;

async function readMigrations(folder: string): Promise<MigrationList> {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  return {
    baseDir: folder,
    lockfile: {
      path: 'migration_lock.toml',
      content: await readFile(join(folder, 'migration_lock.toml'), 'utf8').catch(() => null),
    },
    shadowDbInitScript: '',
    migrationDirectories: await Promise.all(names.sort().map((name) => readMigration(folder, name))),
  };
}

async function readMigration(folder: string, name: string): Promise<MigrationDirectory> {
  const content = await readFile(join(folder, name, 'migration.sql'), 'utf8');
  return { path: name, migrationFile: { path: 'migration.sql', content: { tag: 'ok', value: content } } };
}

const silentLogger = new Logger(() => ignore);

function ignore(): void {}
