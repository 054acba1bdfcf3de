import { beforeEach, describe, expect, test } from 'vitest';
import type { Ctx, UserActor } from '@/lib/authz/context';
import { useDatabase } from '@/tests/database';
import { allowDomain, freshDomain } from '@/tests/factories/domains';
import { createMember, createPerson } from '@/tests/factories/members';
import { programFor } from '@/tests/factories/programs';
import { codesOf } from '@/tests/factories/refusals';
import { contextFor, createTestOrganization, testNow } from '@/tests/factories/world';
import { deactivateMember } from './deactivate-member';
import { joinByDomain } from './join-by-domain';
import { listJoinableOrganizations } from './joinable-organizations';
import { removeMember } from './remove-member';

const database = useDatabase();
let organizationId: string;
let domain: string;

beforeEach(async () => {
  ({ organizationId } = await createTestOrganization(database.db));
  domain = freshDomain();
  await allowDomain(database.db, organizationId, domain);
});

async function personAt(host: string, emailVerified: Date | null = testNow): Promise<UserActor> {
  const person = await createPerson(database.db, `ada@${host}`);
  await database.db.user.update({ where: { id: person.userId }, data: { emailVerified } });
  return person;
}

const as = (actor: UserActor): Ctx => contextFor(database.db, actor);

describe('somebody with an account', () => {
  test('sees the organizations of their domain and joins one, once', async () => {
    const person = await personAt(domain);
    expect(await listJoinableOrganizations(as(person))).toEqual([{ organizationId, name: 'Acme Robotics' }]);
    const results = await Promise.allSettled(
      Array.from({ length: 5 }, () => joinByDomain(as(person), { organizationId })),
    );
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(new Set(codesOf(results))).toEqual(new Set(['not_found']));
    expect(await listJoinableOrganizations(as(person))).toEqual([]);
    const audit = await database.db.auditEvent.findMany({
      where: { organizationId, action: 'membership.created' },
    });
    expect(audit).toMatchObject([{ actorId: person.userId }]);
  });

  test('neither sees nor joins any while nobody has shown that the address is theirs', async () => {
    const person = await personAt(domain, null);
    expect(await listJoinableOrganizations(as(person))).toEqual([]);
    await expect(joinByDomain(as(person), { organizationId })).rejects.toMatchObject({ code: 'forbidden' });
  });

  test('at another domain, or below it, neither sees nor joins it', async () => {
    for (const host of [freshDomain(), `mail.${domain}`]) {
      const person = await personAt(host);
      expect(await listJoinableOrganizations(as(person))).toEqual([]);
      await expect(joinByDomain(as(person), { organizationId })).rejects.toMatchObject({ code: 'not_found' });
    }
  });
});

describe('who was let go (threat 22)', () => {
  test('stays out: deactivated, and removed', async () => {
    const person = await personAt(domain);
    const { membershipId } = await createMember(database.db, organizationId, { actor: person });
    await createMember(database.db, organizationId);
    const program = programFor(database.db);
    const isOut = async () => {
      expect(await listJoinableOrganizations(as(person))).toEqual([]);
      await expect(joinByDomain(as(person), { organizationId })).rejects.toMatchObject({ code: 'not_found' });
    };
    await deactivateMember(program, { organizationId, membershipId });
    await isOut();
    await removeMember(program, { organizationId, membershipId, keepUser: true });
    await isOut();
    expect(await database.db.membership.count({ where: { organizationId, userId: person.userId } })).toBe(0);
  });
});
