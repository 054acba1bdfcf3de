import pg from 'pg';
import type { Ctx } from '@/lib/authz/context';
import { createDatabase } from '@/lib/db';
import { newId } from '@/lib/id';
import { inviteMember } from '@/lib/invitations/invite-member';
import { createOrganization } from '@/lib/organizations/create-organization';
import { bareInvite } from './bare-invite';
import { median, ownMilliseconds, treeMilliseconds } from './processor-time';

const memberRoleId = 'role_1000000000000000002';
const perRound = 600;
const rounds = 7;
/** Each organization and inviter stays below the limits of an hour. */
const organizations = 20;

interface Figure {
  readonly name: string;
  readonly own: number;
  readonly database: number;
  readonly perSecond: number;
}

/**
 * Invitations by the use case beside a bare program that writes the same rows in the same transaction on the same
 * database: rounds of the two in turn, processor time of this process and of PostgreSQL, the ratio pair by pair.
 */
export async function benchInvite(url: string, postgresPid: number): Promise<void> {
  const db = createDatabase(url, 4);
  const bare = new pg.Pool({ connectionString: url, max: 4 });
  const inviters = await makeInviters(db);
  let serial = 0;
  const next = () => {
    serial += 1;
    const inviter = inviters[serial % inviters.length];
    if (!inviter) throw new Error('There is no organization.');
    return { ...inviter, email: `bench.${serial}@example.com` };
  };
  const byUsher = async () => {
    const { ctx, organizationId, email } = next();
    const names = { givenName: null, familyName: null, displayName: null };
    const profile = { ...names, externalId: null, phoneNumber: null, metadata: {} };
    await inviteMember(
      { ...ctx, now: new Date() },
      { organizationId, email, roleIds: [memberRoleId], ...profile },
    );
  };
  const byBare = async () => {
    const { organizationId, inviterId, email } = next();
    const client = await bare.connect();
    await bareInvite(client, { organizationId, inviterId, email, roleId: memberRoleId });
    client.release();
  };
  const measure = (name: string, one: () => Promise<void>) => measureRound(name, one, postgresPid);
  await measure('warm-up', byUsher);
  await measure('warm-up', byBare);
  const pairs: [Figure, Figure][] = [];
  for (let round = 0; round < rounds; round += 1) {
    pairs.push([await measure('usher', byUsher), await measure('bare', byBare)]);
  }
  report(pairs);
  await bare.end();
  await db.$disconnect();
}

async function makeInviters(db: Ctx['db']) {
  const inviters = [];
  for (let index = 0; index < organizations; index += 1) {
    const userId = newId('user');
    const email = `staff.${index}@example.com`;
    await db.user.create({ data: { id: userId, email, emailKey: email } });
    const actor = {
      kind: 'user',
      userId,
      sessionId: '',
      email,
      name: 'Staff',
      staffRole: 'SUPPORT',
      organizations: new Map(),
    } as const;
    const ctx: Ctx = { actor, db, now: new Date(), requestId: 'bench', ip: '127.0.0.1', userAgent: null };
    const { id } = await createOrganization(ctx, { name: `Organization ${index}`, externalId: null });
    inviters.push({ ctx, organizationId: id, inviterId: userId });
  }
  return inviters;
}

/** Four at a time, so that both use the same number of connections. */
async function measureRound(name: string, one: () => Promise<void>, postgresPid: number): Promise<Figure> {
  const before = { own: ownMilliseconds(), database: treeMilliseconds(postgresPid), at: performance.now() };
  let left = perRound;
  const lane = async () => {
    while (left > 0) {
      left -= 1;
      await one();
    }
  };
  await Promise.all([lane(), lane(), lane(), lane()]);
  const seconds = (performance.now() - before.at) / 1000;
  return {
    name,
    own: (ownMilliseconds() - before.own) / perRound,
    database: (treeMilliseconds(postgresPid) - before.database) / perRound,
    perSecond: perRound / seconds,
  };
}

function report(pairs: readonly [Figure, Figure][]): void {
  const of = (pick: (figure: Figure) => number, which: 0 | 1) =>
    median(pairs.map((pair) => pick(pair[which])));
  const ratio = (pick: (figure: Figure) => number) =>
    median(pairs.map(([usher, bare]) => pick(usher) / pick(bare)));
  const total = (figure: Figure) => figure.own + figure.database;
  const line = (name: string, which: 0 | 1) =>
    `  ${name.padEnd(16)} ${of((f) => f.perSecond, which)
      .toFixed(0)
      .padStart(6)}/s   ` +
    `program ${of((f) => f.own, which).toFixed(3)} ms   database ${of((f) => f.database, which).toFixed(3)} ms   ` +
    `together ${of(total, which).toFixed(3)} ms\n`;
  process.stdout.write('Invitations: processor time of one, medians of rounds in turn\n');
  process.stdout.write(line('use case', 0) + line('bare pg', 1));
  process.stdout.write(
    `  ratio            program ${ratio((f) => f.own).toFixed(2)}   database ${ratio((f) => f.database).toFixed(2)}   ` +
      `together ${ratio(total).toFixed(2)} (aim: at most 2.5)\n`,
  );
}
