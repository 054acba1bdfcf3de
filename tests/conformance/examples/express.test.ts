import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { runProgram } from '../run-program';
import { describeExample } from './describe-example';
import { express } from './programs';

interface Manifest {
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
}

const folder = 'examples/express';

describeExample('the Express example', express);

test('the Express example asks for the versions that it is tested with', () => {
  const [example, root] = [read(`${folder}/package.json`), read('package.json')];
  const tested = { ...root.dependencies, ...root.devDependencies };
  const asked = Object.entries({ ...example.dependencies, ...example.devDependencies });
  expect(asked.map(([name]) => [name, tested[name]])).toEqual(asked);
});

test('the types of the Express example are right', async () => {
  const compiler = 'node_modules/typescript/bin/tsc';
  expect(await runProgram({ command: process.execPath, parameters: [compiler, '-p', folder] })).toBe('');
});

function read(path: string): Manifest {
  return JSON.parse(readFileSync(path, 'utf8'));
}
