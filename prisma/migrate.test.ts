import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { applyMigrations } from '@/prisma/migrate';
import { pollUntil } from '@/scripts/processes';
import { useDatabase } from '@/tests/database';

const database = useDatabase();
const folder = mkdtempSync(join(tmpdir(), 'usher-migrations-'));

function writeMigration(name: string, sql: string): void {
  mkdirSync(join(folder, name), { recursive: true });
  writeFileSync(join(folder, name, 'migration.sql'), sql);
}

async function tables(): Promise<string[]> {
  const rows = await database.db.$queryRaw<{ name: string }[]>`
    select tablename as name from pg_tables where schemaname = 'public' and tablename like 'thing%' order by 1`;
  return rows.map((row) => row.name);
}

async function waitForWaiting(count: number): Promise<void> {
  const isWaiting = async () => {
    const rows = await database.db.$queryRaw<{ n: bigint }[]>`
      select count(*) as n from pg_locks where locktype = 'advisory' and not granted
         and database = (select oid from pg_database where datname = current_database())`;
    return Number(rows[0]?.n) === count;
  };
  expect(await pollUntil(isWaiting, 30_000)).toBe(true);
}

beforeEach(async () => {
  await rm(folder, { recursive: true, force: true });
  mkdirSync(folder);
  await database.db.$executeRaw`drop schema public cascade`;
  await database.db.$executeRaw`create schema public`;
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('applying migrations', () => {
  test('runs each once and in order, whatever semicolons it holds', async () => {
    writeMigration('1_first', 'create table thing_one (text text default $$a;b$$); -- one; of two');
    writeMigration('2_second', 'create table thing_two (); drop table thing_one;');
    expect(await applyMigrations(database.url, folder)).toEqual(['1_first', '2_second']);
    expect(await applyMigrations(database.url, folder)).toEqual([]);
    expect(await tables()).toEqual(['thing_two']);
  });

  test('makes a process that starts meanwhile wait, and run nothing twice', { timeout: 90_000 }, async () => {
    writeMigration('1_first', 'create table thing_one (); select pg_advisory_xact_lock(42);');
    const holder = new pg.Client({ connectionString: database.url });
    await holder.connect();
    await holder.query('select pg_advisory_lock(42)');
    const first = applyMigrations(database.url, folder);
    await waitForWaiting(1);
    const second = applyMigrations(database.url, folder);
    await waitForWaiting(2);
    await holder.end();
    expect((await Promise.all([first, second])).flat()).toEqual(['1_first']);
  });

  test('leaves nothing of a migration that fails, and takes its mended version', async () => {
    writeMigration('1_first', 'create table thing_one (); create table thing_two (n nonsense);');
    await expect(applyMigrations(database.url, folder)).rejects.toThrow(
      'Migration 1_first failed: type "nonsense" does not exist',
    );
    expect(await tables()).toEqual([]);
    writeMigration('1_first', 'create table thing_one ();');
    expect(await applyMigrations(database.url, folder)).toEqual(['1_first']);
    expect(await tables()).toEqual(['thing_one']);
  });

  test('does not run a migration again when the process died right after it', async () => {
    writeMigration('1_first', `create table thing_one (); ${dieAtNextRecord}`);
    await expect(applyMigrations(database.url, folder)).rejects.toThrow(/killed here/);
    await database.db.$executeRaw`drop function die cascade`;
    expect(await applyMigrations(database.url, folder)).toEqual([]);
    expect(await tables()).toEqual(['thing_one']);
  });
});

const dieAtNextRecord = `
  create function die() returns trigger language plpgsql as $$ begin
    if old.finished_at is not null then raise exception 'killed here'; end if;
    return new;
  end $$;
  create trigger die before update on _prisma_migrations for each row execute function die();`;
