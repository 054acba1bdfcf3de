import { join } from 'node:path';
import { checkConfiguredAddresses } from '@/lib/applications/check-configured-addresses';
import { ensureClient } from '@/lib/applications/ensure-client';
import { systemContext } from '@/lib/authz/system-context';
import { database } from '@/lib/db';
import { env, readEnv } from '@/lib/env';
import { createClaimLink } from '@/lib/workspace/create-claim-link';
import { ensureOwner } from '@/lib/workspace/ensure-owner';
import { applyMigrations } from '@/prisma/migrate';
import { ensureBuild } from '@/scripts/build';
import { claimDataDirectory, ensureSecret, makeDataDirectory } from '@/scripts/data-directory';
import { PlainError } from '@/scripts/plain-error';
import { requireFreePort } from '@/scripts/ports';
import { startEmbeddedPostgres } from '@/scripts/postgres';
import { readCertificate } from '@/server/http/certificate';

type Mode = 'production' | 'development';
type Undo = () => Promise<unknown>;

interface Run {
  readonly mode: Mode;
  readonly signal: AbortSignal;
  /** What to undo at the end, last first. */
  readonly undo: Undo[];
}

/** Ctrl-C reaches this process once from the terminal and again from npm: within a second that is one wish. */
const sameWishMilliseconds = 1000;

/**
 * Brings Usher up step by step and keeps it up until SIGINT, SIGTERM or the end of the process that started this one;
 * then takes it down in the opposite order. What stops the start is said in one line.
 */
export async function runUsher(mode: Mode): Promise<void> {
  const abort = new AbortController();
  const run: Run = { mode, signal: abort.signal, undo: [] };
  const start = bringUp(run);
  let askedAt = 0;
  const stop = () => {
    if (askedAt === 0) void takeDown(run, start).then((code) => process.exit(code));
    else if (Date.now() - askedAt > sameWishMilliseconds) process.exit(130);
    askedAt ||= Date.now();
    abort.abort();
  };
  for (const event of ['SIGINT', 'SIGTERM', 'SIGHUP', 'disconnect'] as const) process.on(event, stop);
  try {
    await start;
  } catch (error) {
    if (abort.signal.aborted) return;
    process.stderr.write(`${describeFailure(error)}\n`);
    await takeDown(run, start);
    process.exit(1);
  }
}

async function bringUp({ mode, signal, undo }: Run): Promise<void> {
  // Assigned through a cast: Next declares NODE_ENV read-only.
  Object.assign(process.env, { NODE_ENV: mode });
  const checked = readEnv(process.env);
  if (checked.client) checkConfiguredAddresses(checked.client);
  const dataDirectory = await makeDataDirectory(checked.dataDirectory);
  process.env.USHER_SECRET ||= await ensureSecret(dataDirectory);
  const isEmbedded = checked.databaseUrl === '';
  const hasPages = checked.role !== 'worker';
  if (isEmbedded) undo.push(await claimDataDirectory(dataDirectory));
  if (hasPages) await requireFreePort(checked.port);
  if (hasPages && checked.tls) await readCertificate(checked.tls);
  if (isEmbedded) await bringUpPostgres(dataDirectory, undo);
  signal.throwIfAborted();
  await applyMigrations(process.env.DATABASE_URL ?? '').catch((error) => explainDatabase(error, isEmbedded));
  signal.throwIfAborted();
  if (hasPages && mode === 'production') await ensureBuild(join(dataDirectory, 'build.log'), say, signal);
  const ctx = systemContext(database(), 'start', new Date());
  const { ownerEmail: owner, client } = env();
  if (owner) await ensureOwner(ctx, { email: owner });
  if (client) await ensureClient(ctx, client);
  const { startServer } = await import('@/server/main');
  const server = await startServer();
  undo.push(() => server.close());
  say(hasPages ? `Usher is at ${server.url}` : 'The worker of Usher is running.');
  const claimLink = hasPages ? await createClaimLink(ctx) : null;
  if (claimLink) say(`Claim the workspace: ${claimLink}`);
}

async function bringUpPostgres(dataDirectory: string, undo: Undo[]): Promise<void> {
  const postgres = await startEmbeddedPostgres({ dataDirectory, announce: say });
  undo.push(() => postgres.stop());
  process.env.DATABASE_URL = postgres.url;
}

/** What is half-way up is let come up first, so that nothing of it stays behind. */
async function takeDown({ undo }: Run, start: Promise<void>): Promise<number> {
  await start.catch(() => {});
  let code = 0;
  for (const step of undo.toReversed()) {
    await step().catch((error: unknown) => {
      process.stderr.write(`${describeFailure(error)}\n`);
      code = 1;
    });
  }
  return code;
}

function explainDatabase(error: unknown, isEmbedded: boolean): never {
  const { message, code } = error as NodeJS.ErrnoException;
  const reason = (message || code || 'unknown reason').trim().replaceAll(/\s*\n\s*/g, ' ');
  const subject = isEmbedded ? 'The embedded database' : 'DATABASE_URL: the database';
  throw new PlainError(`${subject} could not be prepared: ${reason}`, { cause: error });
}

function describeFailure(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return process.env.USHER_LOG_LEVEL === 'debug' ? `${error.message}\n${error.stack}` : error.message;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
