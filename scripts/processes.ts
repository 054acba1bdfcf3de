import { spawnSync } from 'node:child_process';
import { readFileSync, readlinkSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';

export interface ProcessDescription {
  readonly commandLine: string;
  /** Differs between two processes that had the same number one after the other. */
  readonly startedAt: string;
  /** Null where it cannot be read. */
  readonly workingDirectory: string | null;
}

/** What runs under this number now, or null: also for a dead process that nobody has collected yet. */
export function describeProcess(pid: number): ProcessDescription | null {
  if (!Number.isSafeInteger(pid) || pid <= 0) return null;
  return process.platform === 'linux' ? describeFromProc(pid) : describeFromPs(pid);
}

/** Asks `isDone` every 50 ms; false when the time is over first. */
export async function pollUntil(
  isDone: () => boolean | Promise<boolean>,
  timeoutMilliseconds: number,
): Promise<boolean> {
  const deadline = Date.now() + timeoutMilliseconds;
  while (Date.now() < deadline) {
    if (await isDone()) return true;
    await delay(50);
  }
  return isDone();
}

/** Sends the signal and waits until the process is gone; false when it is not after half a minute. */
export async function endProcess(pid: number, signal: NodeJS.Signals): Promise<boolean> {
  try {
    process.kill(pid, signal);
  } catch {
    return !describeProcess(pid);
  }
  return pollUntil(() => !describeProcess(pid), 30_000);
}

function describeFromProc(pid: number): ProcessDescription | null {
  try {
    const commandLine = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
    // The second field may hold spaces and parentheses; what follows the last one is regular. Field 22: start time.
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    // One whose memory is gone already has no command line any more: it is ending.
    const isDead = fields[0] === 'Z' || fields[0] === 'X' || commandLine === '';
    if (isDead) return null;
    return { commandLine, startedAt: fields[19] ?? '', workingDirectory: readWorkingDirectory(pid) };
  } catch {
    return null;
  }
}

function readWorkingDirectory(pid: number): string | null {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return null;
  }
}

function describeFromPs(pid: number): ProcessDescription | null {
  const read = (column: string) =>
    spawnSync('ps', ['-o', `${column}=`, '-p', String(pid)], { encoding: 'utf8' }).stdout?.trim() ?? '';
  const commandLine = read('command');
  return commandLine === '' ? null : { commandLine, startedAt: read('lstart'), workingDirectory: null };
}
