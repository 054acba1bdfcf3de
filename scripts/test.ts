import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureBuild } from '@/scripts/build';
import { ensureChromium } from '@/scripts/chromium';

/** Where a step writes: on the terminal, or in a file while others run beside it. */
type Output = 'inherit' | number;

/** A program of a package, and what it is told. */
type Tool = readonly [path: string, ...flags: string[]];

interface Step {
  readonly part: 'static' | 'unit' | 'e2e';
  readonly name: string;
  /** Whether it passed. */
  run(output: Output): Promise<boolean>;
}

const [part, ...files] = process.argv.slice(2);
const reports = await mkdtemp(join(tmpdir(), 'usher-reports-'));
const abort = new AbortController();
const count = { passed: 0, failed: 0, skipped: 0 };
const children = new Set<ChildProcess>();

/**
 * npm test [-- static|unit|e2e [file ...]]: every check, stage after stage, until one fails. The steps of a stage run
 * beside each other, and each shows what it wrote when it ends.
 */
const stages: readonly (readonly Step[])[] = [
  [
    check('format and lint', '@biomejs/biome/bin/biome', 'check', '.'),
    check('types', 'typescript/bin/tsc', '--noEmit', '-p', '.'),
    check('dead code', 'knip/bin/knip.js', '--no-progress'),
  ],
  [
    { part: 'unit', name: 'unit and use-case tests', run: runVitest },
    { part: 'e2e', name: 'build', run: runBuild },
  ],
  [{ part: 'e2e', name: 'journeys', run: runPlaywright }],
];

for (const event of ['SIGINT', 'SIGTERM', 'SIGHUP', 'disconnect'] as const) process.once(event, stop);
process.exitCode = (await runStages()) ? 0 : 1;
await rm(reports, { recursive: true, force: true });
if (process.connected) process.disconnect();

async function runStages(): Promise<boolean> {
  const chosen = stages
    .map((stage) => stage.filter((step) => !part || step.part === part))
    .filter((stage) => stage.length > 0);
  if (chosen.length === 0) say(`There is no part "${part}": choose static, unit or e2e.`);
  for (const stage of chosen) if (!(await runStage(stage))) break;
  const skipped = count.skipped > 0 ? `, ${count.skipped} skipped` : '';
  say(`${count.passed} passed, ${count.failed} failed${skipped}`);
  return chosen.length > 0 && count.failed === 0;
}

async function runStage(stage: readonly Step[]): Promise<boolean> {
  const results = await Promise.all(stage.map((step) => runStep(step, stage.length === 1)));
  return results.every((hasPassed) => hasPassed);
}

async function runStep(step: Step, isAlone: boolean): Promise<boolean> {
  const startedAt = performance.now();
  say(`- ${step.name} ...`);
  const log = join(reports, `${step.name}.log`);
  const output = isAlone ? 'inherit' : openSync(log, 'w');
  const hasPassed = await step.run(output).catch((error: Error) => {
    say(error.message);
    return false;
  });
  if (typeof output === 'number') closeSync(output);
  const written = isAlone ? '' : await readFile(log, 'utf8');
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  say(`${written}- ${step.name}: ${hasPassed ? 'ok' : 'FAILED'} (${seconds} s)`);
  if (!hasPassed) count.failed = Math.max(1, count.failed);
  return hasPassed;
}

function check(name: string, ...tool: Tool): Step {
  return { part: 'static', name, run: (output) => runTool(output, tool) };
}

async function runVitest(output: Output): Promise<boolean> {
  const report = join(reports, 'vitest.json');
  const flags = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`, ...files];
  const hasPassed = await runTool(output, ['vitest/vitest.mjs', ...flags]);
  const { numPassedTests = 0, numFailedTests = 0, numPendingTests = 0 } = await readReport(report);
  add(numPassedTests, numFailedTests, numPendingTests);
  return hasPassed;
}

async function runBuild(): Promise<boolean> {
  await ensureBuild(join(reports, 'build.log'), say, abort.signal);
  return true;
}

async function runPlaywright(output: Output): Promise<boolean> {
  ensureChromium(say);
  const report = join(reports, 'playwright.json');
  const tool = ['@playwright/test/cli.js', 'test', '--reporter=list,json', ...files] as const;
  const hasPassed = await runTool(output, tool, { PLAYWRIGHT_JSON_OUTPUT_FILE: report });
  const { stats: { expected = 0, flaky = 0, unexpected = 0, skipped = 0 } = {} } = await readReport(report);
  add(expected + flaky, unexpected, skipped);
  return hasPassed;
}

function add(passed: number, failed: number, skipped: number): void {
  count.passed += passed;
  count.failed += failed;
  count.skipped += skipped;
}

interface Report {
  readonly numPassedTests?: number;
  readonly numFailedTests?: number;
  readonly numPendingTests?: number;
  readonly stats?: { expected?: number; flaky?: number; unexpected?: number; skipped?: number };
}

async function readReport(path: string): Promise<Report> {
  return JSON.parse(await readFile(path, 'utf8').catch(() => '{}'));
}

function runTool(
  output: Output,
  [path, ...flags]: Tool,
  environment: Record<string, string> = {},
): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join('node_modules', path), ...flags], {
      stdio: ['ignore', output, output],
      env: { ...process.env, ...environment },
    });
    children.add(child);
    child.once('error', reject);
    child.once('exit', (code) => {
      children.delete(child);
      resolve(code === 0);
    });
  });
}

function stop(): void {
  abort.abort();
  for (const child of children) child.kill();
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
