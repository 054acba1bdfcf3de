import { median, treeMilliseconds } from './processor-time';

/** Processor milliseconds of one request. */
export interface Cost {
  readonly server: number;
  readonly database: number;
}

export interface Contender {
  readonly name: string;
  /** The processes whose time counts. */
  readonly serverPid: number;
  readonly databasePid: number | null;
  readonly once: () => Promise<void>;
}

const lanes = 8;

/** Rounds of all in turn after one to warm up, eight requests at a time; what each cost, round by round. */
export async function measureInTurn(
  contenders: readonly Contender[],
  { rounds, perRound, before }: { rounds: number; perRound: number; before?: () => Promise<unknown> },
): Promise<Cost[][]> {
  const costs = contenders.map(() => [] as Cost[]);
  for (let round = 0; round < rounds + 1; round += 1)
    for (const [index, contender] of contenders.entries()) {
      await before?.();
      const cost = await measure(contender, perRound);
      if (round > 0) costs[index]?.push(cost);
    }
  return costs;
}

async function measure({ serverPid, databasePid, once }: Contender, perRound: number): Promise<Cost> {
  const read = () => ({
    server: treeMilliseconds(serverPid),
    database: databasePid === null ? 0 : treeMilliseconds(databasePid),
  });
  const start = read();
  let left = perRound;
  const lane = async () => {
    while (left > 0) {
      left -= 1;
      await once();
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  const end = read();
  return {
    server: (end.server - start.server) / perRound,
    database: (end.database - start.database) / perRound,
  };
}

function together({ server, database }: Cost): number {
  return server + database;
}

/** One line: medians of the rounds. */
export function describeCosts(name: string, costs: readonly Cost[]): string {
  const of = (pick: (cost: Cost) => number) => median(costs.map(pick)).toFixed(2);
  return `  ${name.padEnd(22)} server ${of((c) => c.server)} ms   database ${of((c) => c.database)} ms   together ${of(together)} ms\n`;
}

/** The median of the ratios, round by round. */
export function ratioOf(costs: readonly Cost[], bare: readonly Cost[]): string {
  const ratios = costs.map((cost, round) => together(cost) / together(bare[round] ?? cost));
  return median(ratios).toFixed(2);
}
