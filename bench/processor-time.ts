import { readdirSync, readFileSync } from 'node:fs';

/** Linux counts processor time of other processes in hundredths of a second. */
const ticksPerSecond = 100;

/** Processor milliseconds that this process used so far. */
export function ownMilliseconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/**
 * Processor milliseconds of a process and everything it started, living or ended and collected: a PostgreSQL with its
 * backends. Read from /proc, to ten milliseconds.
 */
export function treeMilliseconds(pid: number): number {
  const all = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(readTimes);
  const known = new Map(all.flatMap((each) => (each ? [[each.pid, each]] : [])));
  const belongs = (each: Times): boolean => {
    if (each.pid === pid) return true;
    const parent = known.get(each.parent);
    return parent ? belongs(parent) : false;
  };
  const ticks = [...known.values()].filter(belongs).reduce((sum, each) => sum + each.ticks, 0);
  return (ticks * 1000) / ticksPerSecond;
}

interface Times {
  readonly pid: number;
  readonly parent: number;
  readonly ticks: number;
}

/** Fields 4 and 14 to 17 of /proc/<pid>/stat (proc_pid_stat(5)); the name before them may hold spaces. */
function readTimes(name: string): Times | null {
  try {
    const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
    const fields = stat
      .slice(stat.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number);
    const [user = 0, system = 0, childUser = 0, childSystem = 0] = fields.slice(11, 15);
    return { pid: Number(name), parent: fields[1] ?? 0, ticks: user + system + childUser + childSystem };
  } catch {
    return null;
  }
}

/** The middle of an odd number of figures, the mean of the two middle ones else. */
export function median(figures: readonly number[]): number {
  const sorted = [...figures].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  const [low = Number.NaN, high = Number.NaN] = [sorted[Math.ceil(middle) - 1], sorted[Math.floor(middle)]];
  return (low + high) / 2;
}
