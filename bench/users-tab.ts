import { hashToken, randomToken } from '@/lib/crypto';
import { createDatabase, type Database } from '@/lib/db';
import { newId } from '@/lib/id';
import { median, treeMilliseconds } from './processor-time';
import { startUsher } from './server';

const sizes = [100, 10_000, 1_000_000] as const;
const perRound = 25;
const rounds = 7;

interface Tab {
  readonly size: number;
  readonly path: string;
  readonly figures: { readonly server: number; readonly database: number }[];
}

/**
 * The Users tab of organizations with a hundred, ten thousand and a million members, asked over HTTP from the real
 * server in production mode: its processor time and PostgreSQL's, rounds of the three in turn.
 */
export async function benchUsersTab(url: string, postgresPid: number): Promise<void> {
  const db = createDatabase(url, 2);
  process.stdout.write('Users tab: making members ...\n');
  const tabs: Tab[] = [];
  for (const size of sizes)
    tabs.push({ size, path: `/organizations/${await makeOrganization(db, size)}/users`, figures: [] });
  await db.$executeRaw`vacuum analyze`;
  const cookie = `usher-session=${await makeSession(db)}`;
  await db.$disconnect();
  const server = await startUsher(url);
  try {
    for (let round = 0; round < rounds + 1; round += 1) {
      for (const tab of tabs) {
        const figure = await measureRound(`${server.origin}${tab.path}`, cookie, server.pid, postgresPid);
        if (round > 0) tab.figures.push(figure);
      }
    }
  } finally {
    await server.stop();
  }
  report(tabs);
}

/** Written by SQL, since inviting a million people takes an hour; the rows are those that inviting and joining leave. */
async function makeOrganization(db: Database, size: number): Promise<string> {
  const id = newId('organization');
  await db.organization.create({ data: { id, name: `Organization of ${size}`, seatsUsed: size } });
  await db.$executeRaw`
    with numbers as (select 1900000000000000000 + ${size}::bigint * 10000000 + n as n from generate_series(1, ${size}::int) n),
    people as (
      insert into users (id, email, email_key, given_name, family_name, email_verified_at)
      select 'usr_' || n, 'person.' || n || '@example.com', 'person.' || n || '@example.com', 'Person', 'Number ' || n, now()
      from numbers returning id, email_key),
    members as (
      insert into memberships (id, organization_id, user_id, email_key, status, provisioning_method, joined_at, last_seen_at)
      select 'mem_' || substr(id, 5), ${id}, id, email_key, 'ACTIVE', 'invitation', now(), now() from people returning id)
    insert into membership_roles (membership_id, role_id, organization_id)
    select id, 'role_1000000000000000002', ${id} from members`;
  return id;
}

async function makeSession(db: Database): Promise<string> {
  const token = randomToken();
  const userId = newId('user');
  const email = 'bench.staff@example.com';
  const end = new Date(Date.now() + 3_600_000);
  await db.user.create({
    data: { id: userId, email, emailKey: email, staff: { create: { role: 'SUPPORT' } } },
  });
  await db.session.create({
    data: {
      id: newId('session'),
      sessionToken: hashToken(token),
      userId,
      expires: end,
      absoluteExpiresAt: end,
    },
  });
  return token;
}

async function measureRound(address: string, cookie: string, serverPid: number, postgresPid: number) {
  const before = { server: treeMilliseconds(serverPid), database: treeMilliseconds(postgresPid) };
  for (let request = 0; request < perRound; request += 1) {
    const answer = await fetch(address, { headers: { cookie }, redirect: 'manual' });
    const page = await answer.text();
    if (answer.status !== 200 || !page.includes('@example.com'))
      throw new Error(`${address} answered ${answer.status}.`);
  }
  return {
    server: (treeMilliseconds(serverPid) - before.server) / perRound,
    database: (treeMilliseconds(postgresPid) - before.database) / perRound,
  };
}

function report(tabs: readonly Tab[]): void {
  process.stdout.write('Users tab: processor time of one page, medians of rounds in turn\n');
  const together = (tab: Tab) => median(tab.figures.map((figure) => figure.server + figure.database));
  for (const tab of tabs) {
    const server = median(tab.figures.map((figure) => figure.server)).toFixed(1);
    const database = median(tab.figures.map((figure) => figure.database)).toFixed(1);
    process.stdout.write(
      `  ${String(tab.size).padStart(9)} members   server ${server} ms   database ${database} ms   together ${together(tab).toFixed(1)} ms\n`,
    );
  }
  const [smallest, , largest] = tabs;
  if (!smallest || !largest) return;
  process.stdout.write(
    `  ratio of the largest to the smallest ${(together(largest) / together(smallest)).toFixed(2)} (aim: at most 1.5)\n`,
  );
}
