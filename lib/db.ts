import { createHash } from 'node:crypto';
import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { Prisma, PrismaClient } from '@/prisma/generated/client';
import { env } from './env';

export type Database = PrismaClient;
export type Transaction = Prisma.TransactionClient;

/** Where a process says that an organization changed; see lib/audit. */
export const changesChannel = 'usher_changes';

/** How long a statement or a transaction waits for a free connection, and a transaction for its end, at most. */
const connectionMilliseconds = 10_000;
const transactionMilliseconds = 20_000;

/** After this time PostgreSQL gives up a statement of a page or a request: whoever asked has gone. */
const statementMilliseconds = 60_000;

/** A client of the database at `url` with its own pool of at most `poolSize` connections. */
export function createDatabase(url: string, poolSize = 10, more: pg.PoolConfig = {}): Database {
  const pool = {
    connectionString: url,
    max: poolSize,
    connectionTimeoutMillis: connectionMilliseconds,
    ...more,
  };
  const adapter = new PrismaPg(pool, { statementNameGenerator: ({ sql }) => statementName(sql) });
  const transactionOptions = { maxWait: connectionMilliseconds, timeout: transactionMilliseconds };
  return new PrismaClient({ adapter, transactionOptions });
}

/**
 * Begins the SQL of a statement that runs often and always has the same text: each connection parses and plans it once.
 * Others are planned at each run, since a list by a few filters has many texts.
 */
export const prepared = Prisma.raw('/* prepared */');

/** Few: every text that asks for a name is written in the code. */
const statementNames = new Map<string, string>();

/** Unnamed, so not kept, unless the statement asks for it. */
function statementName(sql: string): string {
  if (!sql.startsWith(prepared.sql)) return '';
  const known = statementNames.get(sql);
  if (known) return known;
  const name = createHash('sha1').update(sql).digest('base64url');
  statementNames.set(sql, name);
  return name;
}

/** This process's one client: pages are bundled apart from the server and must not open a second pool. */
export function database(): Database {
  const shared = globalThis as { usherDatabase?: Database };
  shared.usherDatabase ??= createDatabase(env().databaseUrl, 10, {
    statement_timeout: statementMilliseconds,
  });
  return shared.usherDatabase;
}

/** A connection of its own for LISTEN. The caller connects, subscribes and ends it. */
export function createListener(url: string): pg.Client {
  return new pg.Client({ connectionString: url, keepAlive: true });
}

/** The name of the constraint that refused a write, or null when `error` is something else. */
export function violatedConstraint(error: unknown): string | null {
  const text = databaseMessage(error);
  return /(?:unique|check|foreign key) constraint "([^"]+)"/.exec(text)?.[1] ?? null;
}

/** True when the database chose this transaction as the victim of a deadlock or a serialization failure. */
export function isRetryable(error: unknown): boolean {
  return /deadlock detected|could not serialize access|TransactionWriteConflict/.test(databaseMessage(error));
}

function databaseMessage(error: unknown): string {
  if (!(error instanceof Error)) return '';
  const meta = 'meta' in error ? JSON.stringify(error.meta) : '';
  return `${error.message} ${meta.replaceAll('\\"', '"')}`;
}
