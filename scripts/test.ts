import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureBuild } from '@/scripts/build';
import { ensureChromium } from '@/scripts/chromium';

/** npm test [-- static|unit|e2e [file ...]]: every check in order, until one fails. */
interface Step {
  readonly part: 'static' | 'unit' | 'e2e';
  readonly name: string;
  /** Whether it passed. */
  run(): Promise<boolean>;
}

const [part, ...files] = process.argv.slice(2);
const reports = await mkdtemp(join(tmpdir(), 'usher-reports-'));
const abort = new AbortController();
const count = { passed: 0, failed: 0, skipped: 0 };
let child: ChildProcess | undefined;

const steps: Step[] = [
  { part: 'static', name: 'format and lint', run: () => runTool('@biomejs/biome/bin/biome', ['check', '.']) },
  { part: 'static', name: 'types', run: () => runTool('typescript/bin/tsc', ['--noEmit', '-p', '.']) },
  { part: 'static', name: 'dead code', run: () => runTool('knip/bin/knip.js', ['--no-progress']) },
  { part: 'unit', name: 'unit and use-case tests', run: runVitest },
  { part: 'e2e', name: 'build', run: runBuild },
  { part: 'e2e', name: 'journeys', run: runPlaywright },
];

for (const event of ['SIGINT', 'SIGTERM', 'SIGHUP', 'disconnect'] as const) process.once(event, stop);
process.exitCode = (await runSteps()) ? 0 : 1;
await rm(reports, { recursive: true, force: true });
if (process.connected) process.disconnect();

async function runSteps(): Promise<boolean> {
  const chosen = steps.filter((step) => !part || step.part === part);
  if (chosen.length === 0) say(`There is no part "${part}": choose static, unit or e2e.`);
  for (const step of chosen) if (!(await runStep(step))) break;
  const skipped = count.skipped > 0 ? `, ${count.skipped} skipped` : '';
  say(`${count.passed} passed, ${count.failed} failed${skipped}`);
  return chosen.length > 0 && count.failed === 0;
}

async function runStep(step: Step): Promise<boolean> {
  const startedAt = performance.now();
  say(`- ${step.name} ...`);
  const hasPassed = await step.run().catch((error: Error) => {
    say(error.message);
    return false;
  });
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  say(`- ${step.name}: ${hasPassed ? 'ok' : 'FAILED'} (${seconds} s)`);
  if (!hasPassed) count.failed = Math.max(1, count.failed);
  return hasPassed;
}

async function runVitest(): Promise<boolean> {
  const report = join(reports, 'vitest.json');
  const flags = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`, ...files];
  const hasPassed = await runTool('vitest/vitest.mjs', flags);
  const { numPassedTests = 0, numFailedTests = 0, numPendingTests = 0 } = await readReport(report);
  add(numPassedTests, numFailedTests, numPendingTests);
  return hasPassed;
}

async function runBuild(): Promise<boolean> {
  await ensureBuild(join(reports, 'build.log'), say, abort.signal);
  return true;
}

async function runPlaywright(): Promise<boolean> {
  if (!existsSync('playwright.config.ts')) {
    say('  there is no playwright.config.ts');
    return true;
  }
  ensureChromium(say);
  const report = join(reports, 'playwright.json');
  const hasPassed = await runTool('@playwright/test/cli.js', ['test', '--reporter=list,json', ...files], {
    PLAYWRIGHT_JSON_OUTPUT_FILE: report,
  });
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

function runTool(path: string, flags: string[], environment: Record<string, string> = {}): Promise<boolean> {
  return new Promise((resolve, reject) => {
    child = spawn(process.execPath, [join('node_modules', path), ...flags], {
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, ...environment },
    });
    child.once('error', reject);
    child.once('exit', (code) => resolve(code === 0));
  });
}

function stop(): void {
  abort.abort();
  child?.kill();
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
