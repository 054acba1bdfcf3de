import { spawnSync } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { diffSchemas, readSchema, type SchemaFile } from '@/prisma/diff';

/** npm run migration -- <name>: writes the step from the committed schema to the present one. Read it before you commit both. */
const folder = 'prisma/schema';
const name = process.argv[2] ?? '';

if (/^[a-z][a-z0-9_]*$/.test(name)) await writeMigration();
else end('Name the migration in small letters, digits and underscores: npm run migration -- add_logo');

async function writeMigration(): Promise<void> {
  const sql = await diffSchemas(readCommittedSchema(), await readSchema(folder));
  if (/^\s*(-- This is an empty migration\.)?\s*$/.test(sql)) return end('The schema is the committed one.');
  const moment = new Date().toISOString().replaceAll(/\D/g, '').slice(0, 14);
  const path = join('prisma', 'migrations', `${moment}_${name}`);
  await mkdir(path, { recursive: true });
  await writeFile(join(path, 'migration.sql'), sql);
  process.stdout.write(`${join(path, 'migration.sql')}\n`);
}

function readCommittedSchema(): SchemaFile[] {
  const names = git('ls-tree', '--name-only', 'HEAD', `${folder}/`).split('\n');
  return names
    .filter((path) => path.endsWith('.prisma'))
    .map((path) => ({ path: path.slice(folder.length + 1), content: git('show', `HEAD:${path}`) }));
}

function git(...parameters: string[]): string {
  return spawnSync('git', parameters, { encoding: 'utf8' }).stdout;
}

function end(line: string): void {
  process.stderr.write(`${line}\n`);
  process.exitCode = 1;
}
