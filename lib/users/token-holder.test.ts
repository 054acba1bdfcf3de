import { beforeAll, describe, expect, test } from 'vitest';
import { authorize, can } from '@/lib/authz/authorize';
import type { Ctx, TokenHolder, UserActor } from '@/lib/authz/context';
import { type Action, rules } from '@/lib/authz/permissions';
import { useDatabase } from '@/tests/database';
import { createMember } from '@/tests/factories/members';
import { programFor } from '@/tests/factories/programs';
import { codesOf } from '@/tests/factories/refusals';
import { contextFor, createStaff, createTestOrganization } from '@/tests/factories/world';
import { getCurrentUser } from './get-current-user';
import { getSupportHash } from './get-support-hash';

const database = useDatabase();
let admin: UserActor;
let holder: Ctx;

beforeAll(async () => {
  const { organizationId } = await createTestOrganization(database.db);
  ({ actor: admin } = await createMember(database.db, organizationId));
  holder = contextFor(database.db, holderFor(admin));
});

function holderFor({ userId, sessionId, name }: UserActor): TokenHolder {
  return { kind: 'token-holder', userId, sessionId, name };
}

describe('the access token of a login', () => {
  test('says who its person is, and in which session', async () => {
    const { record, sessionId } = await getCurrentUser(holder);
    expect(record).toMatchObject({
      id: admin.userId,
      email: admin.email,
      memberships: [{ status: 'ACTIVE' }],
    });
    expect(sessionId).toBe(admin.sessionId);
    expect(await getSupportHash(holder)).toMatch(/^[0-9a-f]{64}$/);
  });

  test('of an admin or of staff gives no right that they have in the dashboard', async () => {
    const owner = contextFor(database.db, holderFor(await createStaff(database.db, 'OWNER')));
    const [organizationId = ''] = admin.organizations.keys();
    for (const { actor } of [holder, owner]) {
      const allowed = (Object.keys(rules) as Action[]).filter((action) => can(actor, action, organizationId));
      expect(allowed).toEqual(['token-holder.read']);
      const ctx = contextFor(database.db, actor);
      for (const action of Object.keys(rules) as Action[])
        expect(() => authorize(ctx, action, organizationId)).toThrow('opens nothing else');
    }
  });

  test('is worth nothing once its person is deleted', async () => {
    const gone = contextFor(database.db, holderFor({ ...admin, userId: 'usr_1000000000000000000' }));
    await expect(getCurrentUser(gone)).rejects.toMatchObject({ code: 'unauthenticated' });
  });

  test('cannot be replaced by a session, a credential or nothing', async () => {
    const others = [contextFor(database.db, admin), programFor(database.db), contextFor(database.db)];
    const attempts = others.flatMap((ctx) => [getCurrentUser(ctx), getSupportHash(ctx)]);
    const codes = codesOf(await Promise.allSettled(attempts));
    expect(codes).toEqual([
      'forbidden',
      'forbidden',
      'forbidden',
      'forbidden',
      'unauthenticated',
      'unauthenticated',
    ]);
  });
});
