import { spawn } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '@/scripts/postgres';
import { describeProcess, endProcess } from '@/scripts/processes';

const dataDirectory = join(mkdtempSync(join(tmpdir(), 'usher postgres ')), 'a data folder');
const pidFile = join(dataDirectory, 'postgres', 'postmaster.pid');
let running: EmbeddedPostgres | undefined;

async function start(ephemeral = true): Promise<EmbeddedPostgres> {
  running = await startEmbeddedPostgres({ dataDirectory, ephemeral });
  return running;
}

async function query(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => {});
  await client.connect();
  const { rows } = await client.query(sql);
  await client.end();
  return rows;
}

function listen(port: number): Promise<Server> {
  return new Promise((resolve) => {
    const server = createServer().listen({ port, host: '127.0.0.1' }, () => resolve(server));
  });
}

afterEach(() => running?.stop());
afterAll(() => rm(join(dataDirectory, '..'), { recursive: true, force: true }));

describe('the embedded PostgreSQL', () => {
  test('keeps what was written, and its port, from one start to the next', async () => {
    const first = await start();
    await query(first.url, 'create table kept (word text); insert into kept values ($$here$$)');
    await first.stop();
    expect(describeProcess(first.pid)).toBeNull();
    const second = await start();
    expect(await query(second.url, 'select word from kept')).toEqual([{ word: 'here' }]);
    expect(second).toMatchObject({ url: first.url, wasRunning: false });
  });

  test('stores UTF-8 in an order that does not depend on the machine, and lets nobody in without the password', async () => {
    const { url, port } = await start();
    const rows = await query(
      url,
      `select pg_encoding_to_char(encoding) as encoding, datlocprovider as provider, lower('ÉÄ') as lower
         from pg_database where datname = current_database()`,
    );
    expect(rows).toEqual([{ encoding: 'UTF8', provider: 'b', lower: 'éä' }]);
    await expect(query(`postgresql://usher@127.0.0.1:${port}/usher`, 'select 1')).rejects.toThrow(/password/);
    await expect(query(`postgresql://usher:wrong@127.0.0.1:${port}/usher`, 'select 1')).rejects.toThrow(
      /password/,
    );
  });

  test('listens on 127.0.0.1 only, and keeps its folder and password to its owner', async () => {
    const { url } = await start();
    const rows = await query(
      url,
      `select name, setting from pg_settings where name in ('listen_addresses', 'unix_socket_directories') order by name`,
    );
    expect(rows.map((row) => Object.values(row as object))).toEqual([
      ['listen_addresses', '127.0.0.1'],
      ['unix_socket_directories', ''],
    ]);
    expect((await stat(join(dataDirectory, 'postgres-password'))).mode & 0o777).toBe(0o600);
    expect((await stat(join(dataDirectory, 'postgres'))).mode & 0o777).toBe(0o700);
  });

  test('is taken over, not started twice, when the process that started it was killed', async () => {
    const program = `
      import { startEmbeddedPostgres } from '@/scripts/postgres';
      await startEmbeddedPostgres({ dataDirectory: process.argv[2] ?? '', ephemeral: true });
      process.kill(process.pid, 'SIGKILL');`;
    const path = join(dataDirectory, '..', 'killed.mts');
    await writeFile(path, program);
    const parent = spawn(process.execPath, ['--import', 'tsx', path, dataDirectory], { stdio: 'ignore' });
    const signal = await new Promise((resolve) => parent.once('exit', (_code, how) => resolve(how)));
    expect(signal).toBe('SIGKILL');
    const left = Number((await readFile(pidFile, 'utf8')).split('\n')[0]);
    const found = await start();
    expect(found).toMatchObject({ pid: left, wasRunning: true });
    await found.stop();
    expect(describeProcess(left)).toBeNull();
  });

  test('starts after it was killed itself, with everything that was committed', async () => {
    const first = await start(false);
    await query(first.url, 'create table survivor ()');
    await endProcess(first.pid, 'SIGKILL');
    const second = await start();
    expect(second.wasRunning).toBe(false);
    expect(await query(second.url, `select to_regclass('survivor')::text as name`)).toEqual([
      { name: 'survivor' },
    ]);
  });

  test('starts when the number in a stale pid file belongs to another process by now', async () => {
    const first = await start();
    const lines = (await readFile(pidFile, 'utf8')).split('\n');
    await first.stop();
    const stranger = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
    await writeFile(pidFile, [stranger.pid, ...lines.slice(1)].join('\n'));
    const second = await start();
    expect(second.wasRunning).toBe(false);
    expect(await query(second.url, 'select 1 as one')).toEqual([{ one: 1 }]);
    stranger.kill();
  });

  test('takes another port when somebody else has its own by now', async () => {
    const first = await start();
    await first.stop();
    const stranger = await listen(first.port);
    const second = await start();
    expect(second.port).not.toBe(first.port);
    expect(await query(second.url, 'select 1 as one')).toEqual([{ one: 1 }]);
    await new Promise((resolve) => stranger.close(resolve));
  });

  test('says what is missing when its password file was deleted', async () => {
    const path = join(dataDirectory, 'postgres-password');
    const password = await readFile(path);
    await rm(path);
    await expect(start()).rejects.toThrow(/postgres-password is missing/);
    await writeFile(path, password, { mode: 0o600 });
  });
});
