import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { describe, expect, test } from 'vitest';
import { Prisma } from '@/prisma/generated/client';
import { useDatabase } from '@/tests/database';
import {
  createDatabase,
  type Database,
  isRetryable,
  prepared,
  type Transaction,
  violatedConstraint,
} from './db';

const database = useDatabase();
const time = new Date('2026-07-01T10:20:30.456Z');

/** Runs once past Prisma and once through it. */
async function runBothWays(ask: (db: Database | Transaction) => Promise<unknown>): Promise<unknown[]> {
  return [await ask(database.db), await database.db.$transaction(ask)];
}

/** The errors of what fails both ways. */
async function refusalsOf(ask: (db: Database | Transaction) => Promise<unknown>): Promise<unknown[]> {
  const refusal = (asked: Promise<unknown>) => asked.catch((error: unknown) => error);
  return [await refusal(ask(database.db)), await refusal(database.db.$transaction(ask))];
}

async function backendOf(db: Database | Transaction): Promise<number | undefined> {
  const [row] = await db.$queryRaw<{ pid: number }[]>`${prepared} select pg_backend_pid() as pid`;
  return row?.pid;
}

function countKeys(db: Database | Transaction, key: string) {
  return db.$queryRaw`${prepared} select count(*)::int as keys from rate_limits where key = ${key}`;
}

describe('a prepared statement', () => {
  test('gives the values that Prisma gives', async () => {
    const [past, through] = await runBothWays(
      (db) => db.$queryRaw`${prepared}
        select 1 as int, 1.5::float8 as float, 12::bigint as bigint, 1.10::numeric as numeric, true as bool,
          'text' as text, null::text as nothing, '{"a": [1, null]}'::jsonb as jsonb, '[1]'::json as json,
          '\\x00ff'::bytea as bytes, ${time}::timestamptz as time, array['a', 'b c', null] as texts, array[1, 2] as ints,
          'WEB_APP'::client_kind as kind`,
    );
    expect(past).toEqual(through);
    expect(past).toMatchObject([{ bigint: 12n, numeric: new Prisma.Decimal('1.1'), time }]);
  });

  test('takes the values that Prisma takes', async () => {
    const [past, through] = await runBothWays(
      (db) => db.$queryRaw`${prepared}
        select ${'it\'s "so"'}::text as text, ${7}::int as int, ${12n}::bigint as bigint, ${true}::bool as bool,
          ${null}::text as nothing, ${time}::timestamptz = '2026-07-01T10:20:30.456Z' as same,
          ${new Uint8Array([0, 255])}::bytea as bytes, ${['a', 'b,"c"', '{d}']}::text[] as texts,
          ${[time]}::timestamptz[] = array['2026-07-01T10:20:30.456Z'::timestamptz] as same_list,
          ${JSON.stringify({ a: 1 })}::jsonb as jsonb, ${[] as string[]}::text[] as none`,
    );
    expect(past).toEqual(through);
    expect(past).toMatchObject([{ same: true, same_list: true, texts: ['a', 'b,"c"', '{d}'] }]);
  });

  test('means the same times where the database is in another zone', async () => {
    const db = createDatabase(database.url, 1);
    const name = new URL(database.url).pathname.slice(1);
    await database.db.$executeRawUnsafe(`alter database ${name} set timezone = 'Europe/Berlin'`);
    const ask = (one: Database | Transaction) =>
      one.$queryRaw`${prepared} select ${time}::timestamptz as time, extract(epoch from ${time}::timestamptz)::int as seconds`;
    try {
      const seconds = Math.floor(time.getTime() / 1000);
      expect(await ask(db)).toEqual([{ time, seconds }]);
      expect(await db.$transaction(ask)).toEqual([{ time, seconds }]);
    } finally {
      await database.db.$executeRawUnsafe(`alter database ${name} reset timezone`);
      await db.$disconnect();
    }
  });

  test('belongs to the transaction that it runs in', async () => {
    const key = `test/${randomUUID()}`;
    await database.db.$transaction(async (tx) => {
      await tx.rateLimit.create({ data: { key, count: 1, resetAt: time } });
      expect(await countKeys(tx, key)).toEqual([{ keys: 1 }]);
      expect(await countKeys(database.db, key)).toEqual([{ keys: 0 }]);
    });
    expect(await countKeys(database.db, key)).toEqual([{ keys: 1 }]);
  });

  test('is planned once for a connection, whichever way it goes', async () => {
    const db = createDatabase(database.url, 1);
    const ask = (one: Database | Transaction) => one.$queryRaw`${prepared} select ${randomUUID()} as one`;
    for (let time = 0; time < 3; time += 1) await ask(db);
    await db.$transaction(ask);
    const kept = await db.$queryRaw`
      select generic_plans + custom_plans as runs from pg_prepared_statements where statement like '%as one'`;
    expect(kept).toEqual([{ runs: 4n }]);
    await db.$disconnect();
  });

  test('says which constraint refused it', async () => {
    const key = `test/${randomUUID()}`;
    const insert = (db: Database | Transaction) =>
      db.$queryRaw`${prepared} insert into rate_limits (key, count, reset_at) values (${key}, 1, ${time}) returning key`;
    await insert(database.db);
    for (const error of await refusalsOf(insert)) expect(violatedConstraint(error)).toBe('rate_limits_pkey');
  });

  test('that is the victim of a deadlock can be tried again', async () => {
    await database.db.$executeRaw`create function refuse() returns text language plpgsql as
      $$ begin raise exception 'deadlock detected' using errcode = 'deadlock_detected'; end $$`;
    const ask = (db: Database | Transaction) => db.$queryRaw`${prepared} select refuse()`;
    for (const error of await refusalsOf(ask)) expect(error).toSatisfy(isRetryable);
  });

  test('that is refused keeps its connection', async () => {
    const db = createDatabase(database.url, 1);
    const before = await backendOf(db);
    await expect(db.$queryRaw`${prepared} select 1 / ${0}::int`).rejects.toThrow('division by zero');
    expect(await backendOf(db)).toBe(before);
    await db.$disconnect();
  });
});

describe('a client', () => {
  test('keeps to its connections, whichever way statements go', async () => {
    const db = createDatabase(database.url, 2);
    const asked = Array.from({ length: 20 }, (_, at) =>
      at % 2 ? backendOf(db) : db.$transaction(backendOf),
    );
    const pids = await Promise.all(asked);
    expect(new Set(pids).size).toBe(2);
    await db.$disconnect();
  });

  test('goes on when its connections were ended', async () => {
    const db = createDatabase(database.url, 1);
    const before = await backendOf(db);
    const stranger = new pg.Client({ connectionString: database.url });
    await stranger.connect();
    await stranger.query('select pg_terminate_backend($1, 5000)', [before]);
    await stranger.end();
    await expect.poll(() => backendOf(db).catch(() => before)).not.toBe(before);
    await db.$disconnect();
  });

  test('goes on at once when a statement ended its connection', async () => {
    const db = createDatabase(database.url, 1);
    const end = () => db.$queryRaw`${prepared} select pg_terminate_backend(pg_backend_pid())`;
    await expect(end()).rejects.toThrow('terminating connection');
    expect(await backendOf(db)).toBeGreaterThan(0);
    await db.$disconnect();
  });

  test('that only ever ran prepared statements closes its connections', async () => {
    const db = createDatabase(database.url, 1);
    const held = await backendOf(db);
    await db.$disconnect();
    await expect
      .poll(() => database.db.$queryRaw`select pid from pg_stat_activity where pid = ${held}`)
      .toEqual([]);
  });
});
