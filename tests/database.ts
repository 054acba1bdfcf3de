import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, inject } from 'vitest';
import { createDatabase, type Database } from '@/lib/db';
import { pollUntil } from '@/scripts/processes';

export interface TestDatabase {
  /** Known as soon as the tests run, not while they are being declared. */
  readonly url: string;
  /** A client for it, made when it is first asked for and closed at the end of the file. */
  readonly db: Database;
}

/**
 * A migrated database for this test file (or `describe`) alone, dropped at its end. A connection that is still open
 * then fails the file.
 */
export function useDatabase(): TestDatabase {
  const name = `t_${randomBytes(8).toString('hex')}`;
  let url = '';
  let db: Database | undefined;
  beforeAll(async () => {
    url = urlOf(name);
    await onServer((client) => client.query(`create database ${name} template usher_template`));
  });
  afterAll(async () => {
    await db?.$disconnect();
    await onServer(async (client) => {
      const leaked = await findLeaks(client, name);
      await client.query(`drop database ${name} with (force)`);
      if (leaked.length > 0) throw new Error(`Connections were left open: ${leaked.join('; ')}`);
    });
  });
  return {
    get url() {
      return requireReady(url);
    },
    get db() {
      db ??= createDatabase(requireReady(url));
      return db;
    },
  };
}

function requireReady(url: string): string {
  if (url === '')
    throw new Error('The database exists only while tests run: ask for it inside a test or a hook.');
  return url;
}

function urlOf(name: string): string {
  const url = new URL(inject('serverUrl'));
  url.pathname = `/${name}`;
  return url.href;
}

async function onServer(work: (client: pg.Client) => Promise<unknown>): Promise<void> {
  const client = new pg.Client({ connectionString: inject('serverUrl') });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}

/** The last statements of the connections that the database still has; a closed one needs a moment to be seen. */
export async function findLeaks(
  client: pg.Client,
  name: string,
  patienceMilliseconds = 15_000,
): Promise<string[]> {
  let leaks: string[] = [];
  await pollUntil(async () => {
    const { rows } = await client.query<{ query: string }>(
      `select query from pg_stat_activity where datname = $1 and backend_type = 'client backend'`,
      [name],
    );
    leaks = rows.map((row) => row.query.slice(0, 100));
    return leaks.length === 0;
  }, patienceMilliseconds);
  return leaks;
}
