import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from 'playwright';
import { PlainError } from '@/scripts/plain-error';

/** Chromium without windows: for the same journeys it takes less than half of the processor time. */
const withoutWindows = '/usr/bin/chromium-headless-shell';

const install = ['install', '-qq', '-y', '--no-install-recommends'];

const ofDebian = '/usr/bin/chromium';
const installed = [
  ofDebian,
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** The browser to test with: one without windows, else Playwright's own, else the machine's; null when there is none. */
export function findChromium(): string | null {
  const paths = [withoutWindows, chromium.executablePath(), ...installed];
  return paths.find((path) => path !== '' && existsSync(path)) ?? null;
}

/** Makes sure that `findChromium` finds one: Debian's package for root, else Playwright's download. */
export function ensureChromium(announce: (line: string) => void): void {
  const found = findChromium();
  const canInstall = process.getuid?.() === 0 && hasProgram('apt-get');
  if (found && !(found === ofDebian && canInstall)) return;
  announce('Installing Chromium ...');
  if (canInstall) {
    run('apt-get', 'update', '-qq');
    run('apt-get', ...install, 'chromium-headless-shell');
    if (!findChromium()) run('apt-get', ...install, 'chromium');
  }
  if (findChromium()) return;
  run(process.execPath, join('node_modules', '@playwright', 'test', 'cli.js'), 'install', 'chromium');
  if (findChromium()) return;
  throw new PlainError(
    'There is no Chromium to test with: install the package chromium, or run: npx playwright install chromium',
  );
}

/** Whether it went well shows in what is there afterwards. */
function run(program: string, ...words: string[]): void {
  spawnSync(program, words, {
    stdio: 'ignore',
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
}

function hasProgram(name: string): boolean {
  const folders = (process.env.PATH ?? '').split(delimiter);
  return folders.some((folder) => existsSync(join(folder, name)));
}
