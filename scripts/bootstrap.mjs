// Runs on Node 20 without node_modules: installs what is missing, chooses a Node, generates the Prisma client when the
// schema changed, then runs scripts/<command>.ts.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { constants } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const [command = '', ...parameters] = process.argv.slice(2);

main();

function main() {
  if (!isNodeAtLeast(process.versions.node, 20, 0)) {
    fail(`Usher needs Node 20 or later, and this is ${process.versions.node}: install it from nodejs.org.`);
  }
  if (!existsSync(join(root, 'scripts', `${command}.ts`))) fail(`There is no scripts/${command}.ts.`);
  process.chdir(root);
  installPackages();
  const node = chooseNode();
  const environment = {
    ...process.env,
    PATH: [dirname(node), join(root, 'node_modules', '.bin'), process.env.PATH].join(delimiter),
    NEXT_TELEMETRY_DISABLED: '1',
    CHECKPOINT_DISABLE: '1',
  };
  generateClient(node, environment);
  run(node, environment);
}

function installPackages() {
  if (isInstalled()) return;
  process.stdout.write('Installing the packages (a minute or two) ...\n');
  const npm = process.env.npm_execpath;
  const flags = ['ci', '--ignore-scripts', '--include=dev', '--include=optional', '--loglevel=error'];
  const { status, stderr, error } = npm?.endsWith('.js')
    ? spawnSync(process.execPath, [npm, ...flags], { encoding: 'utf8' })
    : spawnSync('npm', flags, { encoding: 'utf8', shell: process.platform === 'win32' });
  if (status === 0) return;
  const lines = `${error?.message ?? ''}\n${stderr ?? ''}`
    .split('\n')
    .map((line) => line.replace(/^npm (error|ERR!) ?/, '').trim());
  const reason = lines.find((line) => line !== '' && !/^(code|errno|syscall|A complete log)\b/.test(line));
  fail(`The packages could not be installed (npm ci): ${reason ?? 'npm gave no reason.'}`);
}

/** npm writes what it installed when it has ended: the same packages as the lock file, but for other machines' ones. */
function isInstalled() {
  try {
    const wanted = readPackages('package-lock.json');
    const present = readPackages(join('node_modules', '.package-lock.json'));
    const isSame = ([path, entry]) =>
      present[path] ? present[path].version === entry.version : entry.optional === true;
    return Object.entries(wanted).every(isSame) && Object.keys(present).every((path) => path in wanted);
  } catch {
    return false;
  }
}

function readPackages(path) {
  const { packages } = JSON.parse(readFileSync(join(root, path), 'utf8'));
  delete packages[''];
  return packages;
}

/** The machine's Node where it is new enough, else the one that npm installed. */
function chooseNode() {
  if (isNodeAtLeast(process.versions.node, 22, 18)) return process.execPath;
  const bundled = join(
    root,
    'node_modules',
    `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`,
    'bin',
    process.platform === 'win32' ? 'node.exe' : 'node',
  );
  if (spawnSync(bundled, ['--version']).status === 0) return bundled;
  return fail(`Usher needs Node 22.18 or later on this machine: install it from nodejs.org.`);
}

function generateClient(node, environment) {
  const folder = join(root, 'prisma', 'schema');
  const stamp = join(root, 'prisma', 'generated', '.schema-hash');
  const hash = hashFiles([
    ...readdirSync(folder)
      .sort()
      .map((name) => join(folder, name)),
    join(root, 'package-lock.json'),
  ]);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return;
  const prisma = join(root, 'node_modules', 'prisma', 'build', 'index.js');
  const { status, stdout, stderr } = spawnSync(node, [prisma, 'generate'], {
    encoding: 'utf8',
    // Generating needs no engine, only the path of some file: without it Prisma would download one.
    env: { ...environment, PRISMA_SCHEMA_ENGINE_BINARY: node, PRISMA_HIDE_UPDATE_MESSAGE: '1' },
  });
  if (status !== 0) fail(`The Prisma client could not be generated:\n${stdout}${stderr}`);
  writeFileSync(stamp, hash);
}

function hashFiles(paths) {
  const hash = createHash('sha256');
  for (const path of paths) hash.update(path.slice(root.length)).update(readFileSync(path));
  return hash.digest('hex');
}

/** The channel tells the child that this process is gone, however it ended. */
function run(node, environment) {
  const child = spawn(node, ['--import', 'tsx', join('scripts', `${command}.ts`), ...parameters], {
    env: environment,
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  if (process.env.npm_lifecycle_event) whenLeftAlone(() => child.kill('SIGTERM'));
  child.once('error', (error) => fail(`${node} could not be started: ${error.message}`));
  child.once('exit', (code, signal) => process.exit(signal ? 128 + constants.signals[signal] : (code ?? 1)));
}

/** npm ends at a signal, or is killed, without telling what it runs: that shows in who the parent is. */
function whenLeftAlone(stop) {
  const shell = readProcess(process.ppid, 'cmdline').includes('bootstrap.mjs') ? process.ppid : null;
  const nameAncestors = () =>
    [process.ppid, shell && readProcess(shell, 'stat').split(') ')[1]?.split(' ')[1]].join();
  const atStart = nameAncestors();
  const timer = setInterval(() => {
    if (nameAncestors() === atStart) return;
    clearInterval(timer);
    stop();
  }, 500);
  timer.unref();
}

function readProcess(pid, file) {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return '';
  }
}

function isNodeAtLeast(version, major, minor) {
  const [actualMajor = 0, actualMinor = 0] = version.split('.').map(Number);
  return actualMajor > major || (actualMajor === major && actualMinor >= minor);
}

function fail(line) {
  process.stderr.write(`${line}\n`);
  process.exit(1);
}
