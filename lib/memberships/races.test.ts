import { describe, expect, test } from 'vitest';
import type { Ctx } from '@/lib/authz/context';
import { useDatabase } from '@/tests/database';
import { invite } from '@/tests/factories/invitations';
import { createMember, type TestMember } from '@/tests/factories/members';
import { codesOf } from '@/tests/factories/refusals';
import { countSeats } from '@/tests/factories/seats';
import { acceptInvitation } from '@/tests/factories/sign-in';
import { contextFor, createTestOrganization, later, memberRoleId } from '@/tests/factories/world';
import { endOtherSessions } from '../sessions/end-other-sessions';
import { readSession } from '../sessions/read-session';
import { changeRoles } from './change-roles';
import { deactivateMember } from './deactivate-member';
import { reactivateMember } from './reactivate-member';
import { removeMember } from './remove-member';

const database = useDatabase();
const twenty = Array.from({ length: 20 }, (_, index) => index);

async function countAdmins(organizationId: string) {
  const role = { effectivePermissions: { has: 'members:manage' } };
  return database.db.membership.count({
    where: { organizationId, status: 'ACTIVE', roles: { some: { role } } },
  });
}

describe('two admins who take each other away at once', () => {
  const ways: Record<
    string,
    (ctx: Ctx, ref: { organizationId: string; membershipId: string }) => Promise<unknown>
  > = {
    'by removing': (ctx, ref) => removeMember(ctx, { ...ref, keepUser: false }),
    'by deactivating': deactivateMember,
    'by demoting': (ctx, ref) => changeRoles(ctx, { ...ref, roleIds: [memberRoleId] }),
  };

  test.each(Object.keys(ways))('%s leave one admin, twenty times', async (way) => {
    const take = ways[way];
    for (const round of twenty) {
      const { organizationId } = await createTestOrganization(database.db, `Round ${round}`);
      const [one, two] = [
        await createMember(database.db, organizationId),
        await createMember(database.db, organizationId),
      ];
      const attack = (from: TestMember, to: TestMember) =>
        take?.(contextFor(database.db, from.actor), { organizationId, membershipId: to.membershipId });
      const results = await Promise.allSettled([attack(one, two), attack(two, one)]);
      expect(codesOf(results)).toEqual(['last_admin']);
      expect(await countAdmins(organizationId)).toBe(1);
    }
  });

  test('in different ways leave one admin as well', async () => {
    for (const round of twenty) {
      const { organizationId } = await createTestOrganization(database.db, `Round ${round}`);
      const three = await Promise.all([1, 2, 3].map(() => createMember(database.db, organizationId)));
      const results = await Promise.allSettled(
        Object.values(ways).map((take, index) => {
          const [from, to] = [three[index], three[(index + 1) % 3]];
          const ref = { organizationId, membershipId: to?.membershipId ?? '' };
          return take(contextFor(database.db, from?.actor), ref);
        }),
      );
      expect(codesOf(results)).toEqual(['last_admin']);
      expect(await countAdmins(organizationId)).toBe(1);
    }
  });
});

describe('one member', () => {
  test('who is deactivated, reactivated and removed at once is gone, and nobody waits for ever', async () => {
    for (const round of twenty) {
      const { organizationId, staff } = await createTestOrganization(database.db, `Round ${round}`);
      await createMember(database.db, organizationId);
      const { membershipId } = await createMember(database.db, organizationId);
      const ref = { organizationId, membershipId };
      await deactivateMember(staff, ref);
      const results = await Promise.allSettled([
        reactivateMember(staff, ref),
        removeMember(staff, { ...ref, keepUser: false }),
        deactivateMember(staff, ref),
        reactivateMember(staff, ref),
      ]);
      expect(codesOf(results).every((code) => code === 'not_found')).toBe(true);
      expect(await database.db.membership.count({ where: { id: membershipId } })).toBe(0);
      expect(await countSeats(database.db, organizationId)).toEqual({ used: 1, recounted: 1 });
    }
  });

  test('who uses and ends their sessions while they are deactivated has none afterwards', async () => {
    const { organizationId, staff } = await createTestOrganization(database.db);
    await createMember(database.db, organizationId);
    const people = await Promise.all(twenty.map(() => invite(staff, organizationId)));
    const signedIn = await Promise.all(
      people.map((person) => acceptInvitation(database.db, person.invitationId)),
    );
    const now = later(600);
    const results = await Promise.allSettled(
      people.flatMap(({ membershipId, userId, email }, index) => {
        const token = signedIn[index]?.sessionToken ?? '';
        const own = { kind: 'user', userId, email, sessionId: 'ses_none' } as const;
        const actor = { ...own, name: email, staffRole: null, organizations: new Map() };
        return [
          deactivateMember({ ...staff, now }, { organizationId, membershipId }),
          readSession(database.db, token, now),
          endOtherSessions(contextFor(database.db, actor, now)),
          readSession(database.db, token, now),
        ];
      }),
    );
    expect(codesOf(results)).toEqual([]);
    expect(await database.db.session.count({ where: { organizationId } })).toBe(0);
  });
});
