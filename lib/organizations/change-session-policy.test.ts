import { describe, expect, test } from 'vitest';
import { hashToken, randomToken } from '@/lib/crypto';
import { newId } from '@/lib/id';
import { useDatabase } from '@/tests/database';
import { invite } from '@/tests/factories/invitations';
import { createMember, createPerson } from '@/tests/factories/members';
import { programFor } from '@/tests/factories/programs';
import { acceptInvitation } from '@/tests/factories/sign-in';
import { contextFor, createTestOrganization, later, memberRoleId, testNow } from '@/tests/factories/world';
import { readSession } from '../sessions/read-session';
import { absoluteSeconds, idleSeconds } from '../sessions/session-policy';
import { changeSessionPolicy } from './change-session-policy';

const database = useDatabase();
const minute = 60;

/** Eight hours at most, half an hour without use. */
const strict = { sessionAbsoluteMinutes: 480, sessionIdleMinutes: 30 };
const asEverywhere = { sessionAbsoluteMinutes: null, sessionIdleMinutes: null };

async function useOrganization() {
  const { organizationId, staff } = await createTestOrganization(database.db);
  return { organizationId, staff, program: programFor(database.db) };
}

/** A login to the organization that began at `testNow` under the application's policy. */
async function startSession(organizationId: string | null) {
  const { userId } = await createPerson(database.db);
  const token = randomToken();
  const id = newId('session', testNow);
  const times = { createdAt: testNow, lastSeenAt: testNow, expires: later(idleSeconds) };
  const data = { id, sessionToken: hashToken(token), userId, organizationId, ...times };
  await database.db.session.create({ data: { ...data, absoluteExpiresAt: later(absoluteSeconds) } });
  return { id, find: () => database.db.session.findUniqueOrThrow({ where: { id } }) };
}

/** Somebody joins: a login as the callback starts it. */
async function join(organizationId: string, staff: Parameters<typeof invite>[0]) {
  const { invitationId } = await invite(staff, organizationId);
  const { sessionToken } = await acceptInvitation(database.db, invitationId);
  const read = (seconds: number) => readSession(database.db, sessionToken, later(seconds));
  return { sessionToken, read };
}

describe('the session policy of an organization', () => {
  test('ends a login after its own time without use, and goes on with use', async () => {
    const { organizationId, staff, program } = await useOrganization();
    await changeSessionPolicy(program, { organizationId, ...strict });
    const { read } = await join(organizationId, staff);
    for (const minutes of [29, 58, 80]) expect(await read(minutes * minute)).not.toBeNull();
    expect(await read(110 * minute)).toBeNull();
  });

  test('notes the use of a login often enough for a short time', async () => {
    const { organizationId, staff, program } = await useOrganization();
    await changeSessionPolicy(program, { organizationId, ...strict, sessionIdleMinutes: 6 });
    const { read } = await join(organizationId, staff);
    for (const minutes of [2, 4, 6, 8, 10, 12]) expect(await read(minutes * minute)).not.toBeNull();
    expect(await read(18 * minute)).toBeNull();
  });

  test('ends a login after its own time at the latest', async () => {
    const { organizationId, staff, program } = await useOrganization();
    await changeSessionPolicy(program, { organizationId, ...strict });
    const { read } = await join(organizationId, staff);
    for (let minutes = 25; minutes < 480; minutes += 25) expect(await read(minutes * minute)).not.toBeNull();
    expect(await read(479 * minute)).not.toBeNull();
    expect(await read(480 * minute)).toBeNull();
  });

  test('does not lengthen what the application says', async () => {
    const { organizationId, staff, program } = await useOrganization();
    const loose = { sessionAbsoluteMinutes: 365 * 1440, sessionIdleMinutes: 300 * 1440 };
    await changeSessionPolicy(program, { organizationId, ...loose });
    const { read } = await join(organizationId, staff);
    expect((await read(0))?.expiresAt).toEqual(later(idleSeconds));
    const session = await database.db.session.findFirstOrThrow({ where: { organizationId } });
    expect(session.absoluteExpiresAt).toEqual(later(absoluteSeconds));
  });

  test('shortens logins that run, for this organization only, and lengthens none again', async () => {
    const { organizationId, program } = await useOrganization();
    const elsewhere = await useOrganization();
    const [own, other, none] = [
      await startSession(organizationId),
      await startSession(elsewhere.organizationId),
      await startSession(null),
    ];
    await changeSessionPolicy(program, { organizationId, ...strict });
    const short = { expires: later(30 * minute), absoluteExpiresAt: later(480 * minute) };
    expect(await own.find()).toMatchObject(short);
    const long = { expires: later(idleSeconds), absoluteExpiresAt: later(absoluteSeconds) };
    expect(await other.find()).toMatchObject(long);
    expect(await none.find()).toMatchObject(long);
    await changeSessionPolicy(program, { organizationId, ...asEverywhere });
    expect(await own.find()).toMatchObject(short);
  });

  test('is audited when it changes, and only then', async () => {
    const { organizationId, program } = await useOrganization();
    await changeSessionPolicy(program, { organizationId, ...asEverywhere });
    await changeSessionPolicy(program, { organizationId, ...strict });
    await changeSessionPolicy(program, { organizationId, ...strict });
    const where = { organizationId, action: 'organization.updated' };
    expect(await database.db.auditEvent.findMany({ where })).toMatchObject([
      { changes: { before: asEverywhere, after: strict } },
    ]);
  });

  test('is for who may change the settings, and not found where there is no organization', async () => {
    const { organizationId, program } = await useOrganization();
    const admin = contextFor(database.db, (await createMember(database.db, organizationId)).actor);
    await expect(changeSessionPolicy(admin, { organizationId, ...strict })).resolves.toBeUndefined();
    const member = await createMember(database.db, organizationId, { roleIds: [memberRoleId] });
    const refused = changeSessionPolicy(contextFor(database.db, member.actor), { organizationId, ...strict });
    await expect(refused).rejects.toMatchObject({ code: 'forbidden' });
    const nowhere = changeSessionPolicy(program, { organizationId: 'org_1000000000000000009', ...strict });
    await expect(nowhere).rejects.toMatchObject({ code: 'not_found' });
  });
});
