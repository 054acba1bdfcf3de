import { type SpawnSyncReturns, spawnSync } from 'node:child_process';
import { PlainError } from '@/scripts/plain-error';

/** As whom PostgreSQL runs: it refuses to run as root. */
export interface Identity {
  readonly kind: 'self' | 'namespace' | 'nobody';
  /** The command before the program's own. */
  readonly prefix: readonly string[];
  /** The ids to switch to, where a switch is needed. */
  readonly ids: { readonly uid: number; readonly gid: number } | Record<string, never>;
  /** The owner that its files must have on disk, where that is not simply whoever makes them. */
  readonly owner: { readonly uid: number; readonly gid: number } | null;
}

const nobody = { uid: 65_534, gid: 65_534 };

/**
 * Chooses how to run PostgreSQL: as the present user; or, for root, in a user namespace of its own, which leaves
 * every file where it is; or, where the machine forbids those, as user and group 65534.
 */
export function chooseIdentity(): Identity {
  if (process.getuid?.() !== 0) return { kind: 'self', prefix: [], ids: {}, owner: null };
  const candidates: Identity[] = [
    {
      kind: 'namespace',
      prefix: ['unshare', '-U', '--map-user=1000', '--map-group=1000'],
      ids: {},
      owner: { uid: 0, gid: 0 },
    },
    { kind: 'nobody', prefix: [], ids: nobody, owner: nobody },
  ];
  const found = candidates.find((identity) => runAs(identity, ['/bin/sh', '-c', 'exit 0']).status === 0);
  if (found) return found;
  throw new PlainError(
    'PostgreSQL does not run as root, and this machine lets root become nobody else: start Usher as an ordinary user, or set DATABASE_URL.',
  );
}

/** Runs a short command to its end. */
export function runAs(identity: Identity, command: readonly string[], cwd = '/'): SpawnSyncReturns<string> {
  const [program = '', ...args] = [...identity.prefix, ...command];
  return spawnSync(program, args, { ...identity.ids, cwd, encoding: 'utf8' });
}

/** Whether this identity can make and remove files in the folder, which it owns. */
export function canUseFolder(identity: Identity, folder: string): boolean {
  if (identity.kind === 'self') return true;
  return runAs(identity, ['/bin/sh', '-c', 'cd "$0" && : > reach && rm reach', folder]).status === 0;
}
