import { type ChildProcess, spawn } from 'node:child_process';
import { findFreePort } from '@/scripts/ports';
import { pollUntil } from '@/scripts/processes';
import type { Program } from '../run-program';

export interface RunningExample {
  readonly origin: string;
  stop(): Promise<void>;
}

const startMilliseconds = 60_000;

/** An example as its README starts it, on a port of its own, or on the one that it is registered with. */
export async function startExample(
  { command, parameters, folder, environment }: Program,
  settings: Readonly<Record<string, string>>,
): Promise<RunningExample> {
  const port = settings.PORT ?? String(await findFreePort());
  const origin = `http://localhost:${port}`;
  const child = spawn(command, parameters, {
    cwd: folder,
    env: { ...process.env, ...environment, ...settings, PORT: port },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let printed = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk) => {
      printed += String(chunk);
    });
  const ended = new Promise((resolve) => child.once('close', resolve));
  const answered = await pollUntil(() => hasEnded(child) || doesAnswer(origin), startMilliseconds);
  if (!answered || hasEnded(child)) throw new Error(`${command} did not start:\n${printed}`);
  return {
    origin,
    async stop() {
      child.kill();
      await ended;
    },
  };
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}

function doesAnswer(origin: string): Promise<boolean> {
  return fetch(`${origin}/members`, { redirect: 'manual' }).then(
    () => true,
    () => false,
  );
}
