import { mkdtempSync } from 'node:fs';
import { rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { claimDataDirectory, ensureSecret, makeDataDirectory } from '@/scripts/data-directory';
import { describeProcess } from '@/scripts/processes';

const parent = mkdtempSync(join(tmpdir(), 'usher-data-'));
const note = (pid: number, startedAt?: string) => JSON.stringify({ pid, startedAt });

afterAll(() => rm(parent, { recursive: true, force: true }));

test('a data folder is for its owner alone', async () => {
  const directory = await makeDataDirectory(join(parent, 'new one', 'below'));
  expect((await stat(directory)).mode & 0o777).toBe(0o700);
});

test('a data folder that cannot be made is named together with its variable', async () => {
  await writeFile(join(parent, 'file'), '');
  await expect(makeDataDirectory(join(parent, 'file', 'below'))).rejects.toThrow(
    /^USHER_DATA_DIR: .*ENOTDIR/,
  );
});

test('only one Usher at a time has a data folder', async () => {
  const release = await claimDataDirectory(parent);
  await expect(claimDataDirectory(parent, 0)).rejects.toThrow(
    `already running on ${parent} (process ${process.pid})`,
  );
  await release();
  await (await claimDataDirectory(parent))();
});

test.each([
  ['a dead process', note(4_194_305, '1')],
  ['a process that has the number of a dead one', note(process.pid, 'before')],
  ['nobody, being torn', '{"pid":'],
])('the note of %s does not hold a data folder', async (_whose, text) => {
  await writeFile(join(parent, 'usher.pid'), text);
  await (await claimDataDirectory(parent))();
});

test('a secret stays the same once it is made', async () => {
  const secret = await ensureSecret(parent);
  expect(secret).toMatch(/^[\w-]{43}$/);
  expect(await ensureSecret(parent)).toBe(secret);
  expect((await stat(join(parent, 'secret'))).mode & 0o777).toBe(0o600);
});

test('a process is told from another that had its number before', () => {
  expect(describeProcess(process.pid)).toMatchObject({ commandLine: expect.stringContaining('node') });
  expect(describeProcess(process.pid)?.startedAt).not.toBe(describeProcess(process.ppid)?.startedAt);
  expect(describeProcess(4_194_305)).toBeNull();
});
