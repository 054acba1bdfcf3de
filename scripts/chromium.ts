import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from 'playwright';
import { PlainError } from '@/scripts/plain-error';

const installed = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** The browser to test with: Playwright's own if it was installed, else the machine's; null when there is none. */
export function findChromium(): string | null {
  return [chromium.executablePath(), ...installed].find((path) => path !== '' && existsSync(path)) ?? null;
}

/** Makes sure that `findChromium` finds one: Debian's package for root, else Playwright's download. */
export function ensureChromium(announce: (line: string) => void): void {
  if (findChromium()) return;
  announce('Installing Chromium ...');
  if (process.getuid?.() === 0 && hasProgram('apt-get')) {
    const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    spawnSync('apt-get', ['update', '-qq'], { stdio: 'ignore', env: environment });
    spawnSync('apt-get', ['install', '-qq', '-y', '--no-install-recommends', 'chromium'], {
      stdio: 'ignore',
      env: environment,
    });
  }
  if (findChromium()) return;
  spawnSync(
    process.execPath,
    [join('node_modules', '@playwright', 'test', 'cli.js'), 'install', 'chromium'],
    {
      stdio: 'ignore',
    },
  );
  if (findChromium()) return;
  throw new PlainError(
    'There is no Chromium to test with: install the package chromium, or run: npx playwright install chromium',
  );
}

function hasProgram(name: string): boolean {
  const folders = (process.env.PATH ?? '').split(delimiter);
  return folders.some((folder) => existsSync(join(folder, name)));
}
