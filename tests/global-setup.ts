import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { applyMigrations } from '@/prisma/migrate';
import { startEmbeddedPostgres } from '@/scripts/postgres';
import { describeProcess, endProcess } from '@/scripts/processes';

declare module 'vitest' {
  interface ProvidedContext {
    /** Of the server's maintenance database: connect here to create others. */
    serverUrl: string;
  }
}

export const templateDatabase = 'usher_template';
const prefix = 'usher-test-';

/**
 * One PostgreSQL for the whole run, or the one that TEST_DATABASE_URL names, with a migrated template database that
 * `useDatabase` copies. The returned function removes it.
 */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const server = await startServer();
  project.provide('serverUrl', server.url);
  await makeTemplate(server.url);
  return server.remove;
}

async function startServer(): Promise<{ url: string; remove: () => Promise<void> }> {
  const given = process.env.TEST_DATABASE_URL;
  if (given) return { url: given, remove: async () => {} };
  await removeAbandoned();
  const dataDirectory = await mkdtemp(join(tmpdir(), `${prefix}${process.pid}-`));
  const postgres = await startEmbeddedPostgres({ dataDirectory, ephemeral: true });
  const remove = async () => {
    await postgres.stop();
    await rm(dataDirectory, { recursive: true, force: true });
  };
  return { url: postgres.url, remove };
}

async function makeTemplate(serverUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: serverUrl });
  await client.connect();
  await client.query(`drop database if exists ${templateDatabase} with (force)`);
  await client.query(`create database ${templateDatabase}`);
  const url = new URL(serverUrl);
  url.pathname = `/${templateDatabase}`;
  await applyMigrations(url.href);
  await client.query(`alter database ${templateDatabase} allow_connections false`);
  await client.end();
}

/** A run that was killed leaves its server and folder behind. */
async function removeAbandoned(): Promise<void> {
  for (const name of readdirSync(tmpdir()).filter((entry) => entry.startsWith(prefix))) {
    if (describeProcess(Number(name.slice(prefix.length).split('-')[0]))) continue;
    const folder = join(tmpdir(), name);
    const pidFile = join(folder, 'postgres', 'postmaster.pid');
    const pid = existsSync(pidFile) ? Number(readFileSync(pidFile, 'utf8').split('\n')[0]) : 0;
    if (describeProcess(pid)?.commandLine.includes(folder)) await endProcess(pid, 'SIGQUIT');
    await rm(folder, { recursive: true, force: true });
  }
}
