import { createDatabase, type Database } from '@/lib/db';
import { type SeededDirectory, seedDirectory, seedGroup, seedMappedGroup } from './directory-seed';
import { type Cost, describeCosts, measureInTurn, ratioOf } from './rounds';
import { type RunningProgram, startProgram } from './server';

/** One request to a program about a directory; `n` counts the requests of this kind to this program. */
type Ask = (origin: string, directory: SeededDirectory, n: number) => Promise<void>;

/** A request that is measured: of Usher in the small case and in the large one, and of the bare program in the large one. */
interface Measured {
  readonly name: string;
  readonly cases: readonly [small: string, large: string];
  readonly small: SeededDirectory;
  readonly large: SeededDirectory;
  readonly askSmall: Ask;
  readonly ask: Ask;
  /** The same of other rows. */
  readonly askBare: Ask;
  /** Requests of a round; 400 unless said. */
  readonly perRound?: number;
}

/** So many people are turned off and on again, or into a group and out of it, in turn. */
const pool = 200;
const pageOf = 100;

/**
 * What directories ask for most, over HTTP from the real handlers, of a directory with a thousand users and of one with a
 * million, beside a program on bare node:http and pg that reads and writes the same rows of the large one: processor time
 * of the server and of PostgreSQL.
 */
export async function benchScim(url: string, postgresPid: number): Promise<void> {
  const db = createDatabase(url, 1);
  process.stdout.write('SCIM: making directories ...\n');
  const [small, large] = [await seedDirectory(db, 1000), await seedDirectory(db, 1_000_000)];
  const groups = {
    small: await seedGroup(db, large, 5000),
    large: await seedGroup(db, large, 100_000),
    bare: await seedGroup(db, large, 100_001),
  };
  const mapped = {
    small: await seedMappedGroup(db, large, 4999),
    large: await seedMappedGroup(db, large, 99_999),
    bare: await seedMappedGroup(db, large, 99_998),
  };
  await db.$executeRaw`vacuum analyze`;
  const usher = await startProgram('bench/machine-routes.ts', '/keys', (origin) => ({
    DATABASE_URL: url,
    USHER_BASE_URL: origin,
    USHER_LOG_LEVEL: 'error',
  }));
  const bare = await startProgram('bench/bare-scim.ts', '/', () => ({ DATABASE_URL: url }));
  try {
    process.stdout.write('SCIM: processor time of one request, medians of rounds in turn\n');
    const moved = [...moves(large, groups, 'no role'), ...moves(large, mapped, 'a role')];
    for (const measured of [...reads(small, large), ...changes(small, large), ...moved])
      report(measured, await measure(db, { usher, bare, postgresPid }, measured));
  } finally {
    await Promise.all([usher.stop(), bare.stop()]);
    await db.$disconnect();
  }
}

function reads(small: SeededDirectory, large: SeededDirectory): Measured[] {
  const sizes = { cases: ['1,000 users', '1,000,000 users'] as const, small, large };
  const someone = ({ size }: SeededDirectory, n: number) => 1 + ((n * 7919) % size);
  const get: Ask = (origin, directory, n) =>
    send(origin, directory, 'GET', `/Users/${directory.userId(someone(directory, n))}`);
  const find: Ask = (origin, directory, n) => {
    const filter = encodeURIComponent(`userName eq "person.${someone(directory, n)}@${directory.domain}"`);
    return send(origin, directory, 'GET', `/Users?filter=${filter}`);
  };
  const list: Ask = (origin, directory) => {
    const startIndex = directory.size * 0.9 - 50;
    return send(origin, directory, 'GET', `/Users?startIndex=${startIndex}&count=${pageOf}`);
  };
  return [
    { ...sizes, name: 'GET of a user', askSmall: get, ask: get, askBare: get },
    { ...sizes, name: 'filter by userName', askSmall: find, ask: find, askBare: find },
    {
      ...sizes,
      name: `page of ${pageOf} at nine tenths`,
      askSmall: list,
      ask: list,
      askBare: list,
      perRound: 100,
    },
  ];
}

function changes(small: SeededDirectory, large: SeededDirectory): Measured[] {
  const sizes = { cases: ['1,000 users', '1,000,000 users'] as const, small, large };
  const switchFrom =
    (first: number): Ask =>
    (origin, directory, n) => {
      const value = { active: isSecondPass(n) };
      const id = directory.userId(first + (n % pool));
      return send(origin, directory, 'PATCH', `/Users/${id}`, patch({ op: 'replace', value }));
    };
  const createAs =
    (name: string): Ask =>
    (origin, directory, n) =>
      send(origin, directory, 'POST', '/Users', newUser(`${name}.${n}@${directory.domain}`));
  const [turn, create] = [switchFrom(1), createAs('new')];
  return [
    { ...sizes, name: 'PATCH of active', askSmall: turn, ask: turn, askBare: switchFrom(500) },
    { ...sizes, name: 'POST of a user', askSmall: create, ask: create, askBare: createAs('bare') },
  ];
}

function moves(
  large: SeededDirectory,
  groups: Readonly<Record<'small' | 'large' | 'bare', string>>,
  given: 'a role' | 'no role',
): Measured[] {
  const moveIn =
    (groupId: string): Ask =>
    (origin, directory, n) => {
      const value = [{ value: directory.userId(500_000 + (n % pool)) }];
      const op = isSecondPass(n) ? 'remove' : 'add';
      return send(origin, directory, 'PATCH', `/Groups/${groupId}`, patch({ op, path: 'members', value }));
    };
  return [
    {
      name: `PATCH of one member of a group that gives ${given}`,
      cases: ['group of 5,000', 'group of 100,000'],
      small: large,
      large,
      askSmall: moveIn(groups.small),
      ask: moveIn(groups.large),
      askBare: moveIn(groups.bare),
    },
  ];
}

/** The first time round everybody goes; the second time they come back. */
function isSecondPass(n: number): boolean {
  return Math.floor(n / pool) % 2 === 1;
}

function patch(operation: object): object {
  return { schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'], Operations: [operation] };
}

/** As Okta sends one. */
function newUser(userName: string): object {
  const name = { givenName: 'Ada', familyName: 'Lindqvist' };
  return {
    schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
    userName,
    name,
    displayName: 'Ada Lindqvist',
    emails: [{ primary: true, value: userName, type: 'work' }],
    externalId: `00u${userName}`,
    locale: 'en-US',
    active: true,
  };
}

async function send(
  origin: string,
  directory: SeededDirectory,
  method: string,
  path: string,
  body?: object,
): Promise<void> {
  const base = `${origin}/api/v1/directories/${directory.id.replace('_', '-')}/scim/v2`;
  const answer = await fetch(base + path, {
    method,
    headers: { authorization: `Bearer ${directory.secret}`, 'content-type': 'application/scim+json' },
    ...(body && { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}: ${text}`);
}

interface Programs {
  readonly usher: RunningProgram;
  readonly bare: RunningProgram;
  readonly postgresPid: number;
}

function measure(
  db: Database,
  { usher, bare, postgresPid }: Programs,
  measured: Measured,
): Promise<Cost[][]> {
  const contender = (program: RunningProgram, directory: SeededDirectory, ask: Ask) => {
    let n = -1;
    const once = () => {
      n += 1;
      return ask(program.origin, directory, n);
    };
    return { name: measured.name, serverPid: program.pid, databasePid: postgresPid, once };
  };
  return measureInTurn(
    [
      contender(usher, measured.small, measured.askSmall),
      contender(usher, measured.large, measured.ask),
      contender(bare, measured.large, measured.askBare),
    ],
    // The limits are for those who go on like this.
    { rounds: 7, perRound: measured.perRound ?? 400, before: () => db.$executeRaw`delete from rate_limits` },
  );
}

function report({ name, cases }: Measured, [small = [], large = [], bare = []]: Cost[][]): void {
  process.stdout.write(`  ${name}\n`);
  process.stdout.write(describeCosts(cases[0], small) + describeCosts(cases[1], large));
  process.stdout.write(describeCosts('bare node:http and pg', bare));
  process.stdout.write(
    `  ratio                  to the bare one ${ratioOf(large, bare)} (aim: at most 2.5)   large to small ${ratioOf(large, small)} (aim: at most 1.5)\n`,
  );
}
