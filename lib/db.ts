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
  const pool = new pg.Pool({
    connectionString: url,
    max: poolSize,
    connectionTimeoutMillis: connectionMilliseconds,
    // Prisma writes and reads times without their zone.
    options: '-c TimeZone=UTC',
    ...more,
  });
  // A connection that breaks is replaced by the next one; without a listener it would end the process.
  pool.on('error', () => {});
  pool.on('connect', (connection) => void connection.on('error', () => {}));
  const adapter = new PrismaPg(pool, { statementNameGenerator: ({ sql }) => statementName(sql) });
  const transactionOptions = { maxWait: connectionMilliseconds, timeout: transactionMilliseconds };
  return withShortcut(new PrismaClient({ adapter, transactionOptions }), pool);
}

/**
 * The client, but for statements that are `prepared` and in no transaction: these go to the pool at once, since Prisma's
 * own way costs several times what the driver needs. They give the same values, and start without being awaited.
 */
function withShortcut(client: PrismaClient, pool: pg.Pool): Database {
  const own: Record<PropertyKey, unknown> = {
    $queryRaw(query: TemplateStringsArray | Prisma.Sql, ...values: unknown[]) {
      const sql = 'raw' in query ? Prisma.sql(query, ...values) : query;
      return sql.strings[0]?.startsWith(prepared.sql) ? runPrepared(pool, sql) : client.$queryRaw(sql);
    },
    async $disconnect() {
      await client.$disconnect();
      if (!pool.ending) await pool.end();
    },
  };
  return new Proxy(client, {
    get: (target, name) => (Object.hasOwn(own, name) ? own[name] : Reflect.get(target, name)),
  });
}

/** A statement that is refused keeps its connection, which the pool itself would give up. */
async function runPrepared(pool: pg.Pool, sql: Prisma.Sql): Promise<unknown[]> {
  const { text } = sql;
  const values = toParameters(sql.values);
  const connection = await pool.connect();
  try {
    const { rows } = await connection.query({ name: statementName(text), text, values, types: parsing });
    connection.release();
    return rows;
  } catch (error) {
    connection.release(!(error instanceof pg.DatabaseError) || error.severity !== 'ERROR');
    throw error;
  }
}

/** The driver would write times by this machine's clock. A statement says the present many times. */
function toParameters(values: readonly unknown[], written = new Map<Date, string>()): unknown[] {
  return values.map((value) => {
    if (Array.isArray(value)) return toParameters(value, written);
    if (!(value instanceof Date)) return value;
    const text = written.get(value) ?? value.toISOString();
    written.set(value, text);
    return text;
  });
}

/** Where Prisma gives another value than the driver. */
const ownParsers = new Map<number, (text: string) => unknown>([
  [pg.types.builtins.INT8, BigInt],
  [pg.types.builtins.NUMERIC, (text) => new Prisma.Decimal(text)],
  [pg.types.builtins.BYTEA, (text) => new Uint8Array(Buffer.from(text.slice(2), 'hex'))],
]);

const parsing: pg.CustomTypesConfig = {
  getTypeParser: (type, format) => ownParsers.get(type) ?? pg.types.getTypeParser(type, format),
};

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

/**
 * A connection of its own, for LISTEN or for locks. The caller connects, subscribes and ends it. A database that answers
 * neither yes nor no, as behind a network that went away, fails the connecting and the statements.
 */
export function createListener(url: string, patienceMilliseconds = connectionMilliseconds): pg.Client {
  return new pg.Client({
    connectionString: url,
    keepAlive: true,
    connectionTimeoutMillis: patienceMilliseconds,
    query_timeout: patienceMilliseconds,
  });
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

/** True when PostgreSQL gave up a statement that took longer than it may. */
export function isTimedOut(error: unknown): boolean {
  return databaseMessage(error).includes('statement timeout');
}

function databaseMessage(error: unknown): string {
  if (!(error instanceof Error)) return '';
  const meta = 'meta' in error ? JSON.stringify(error.meta) : '';
  return `${error.message} ${meta.replaceAll('\\"', '"')}`;
}
