import { describe, expect, test } from 'vitest';
import { addSeconds } from '@/lib/clock';
import { hashToken } from '@/lib/crypto';
import { useDatabase } from '@/tests/database';
import { createPerson } from '@/tests/factories/members';
import { contextFor, freshEmail, testNow } from '@/tests/factories/world';
import { claimToken, isClaimToken } from './claim-token';
import { claimWorkspace } from './claim-workspace';
import { createClaimLink } from './create-claim-link';
import { ensureOwner } from './ensure-owner';
import { viewClaim } from './view-claim';
import { claimWorkspaceSchema } from './workspace.schema';

const { withDb, requireToken } = useWorkspace();

describe('the claim link', () => {
  test('is open for its token, unknown for any other, and shows nothing more', async () => {
    const { db, ctx } = withDb();
    const token = await requireToken();
    expect(await viewClaim(ctx, { token })).toEqual({ state: 'open' });
    expect(await viewClaim(ctx, { token: `${token.slice(0, -1)}_` })).toEqual({ state: 'unknown' });
    expect(await createClaimLink({ db })).toMatch(/^http:\/\/localhost:3000\/claim\/[\w-]{43}$/);
  });

  test('stays good when the secret is rotated and dies when the old one is gone', () => {
    const [old, fresh] = ['an old secret that is long enough, 32', 'a fresh secret that is long enough, 32'];
    const token = claimToken('env_1', [old]);
    expect(isClaimToken(token, 'env_1', [fresh, old])).toBe(true);
    expect(isClaimToken(token, 'env_1', [fresh])).toBe(false);
    expect(isClaimToken(token, 'env_2', [old])).toBe(false);
  });
});

describe('claiming the workspace', () => {
  test('with a wrong token is refused and changes nothing', async () => {
    const { db, ctx } = withDb();
    const input = parse({ token: 'wrong', email: freshEmail() });
    await expect(claimWorkspace(ctx, input)).rejects.toMatchObject({ code: 'link_unknown' });
    expect(await db.staff.count()).toBe(0);
  });

  test('by ten people at once makes one of them the owner and tells the others that it is claimed', async () => {
    const { db, ctx } = withDb();
    const token = await requireToken();
    const results = await Promise.allSettled(
      Array.from({ length: 10 }, () => claimWorkspace(ctx, parse({ token, email: freshEmail() }))),
    );
    const won = results.filter((result) => result.status === 'fulfilled').map((result) => result.value);
    const lost = results.filter((result) => result.status === 'rejected').map((result) => result.reason);
    expect(won).toHaveLength(1);
    expect(lost.map((error) => error.code)).toEqual(Array(9).fill('link_used'));
    const staff = await db.staff.findMany({ include: { user: true } });
    expect(staff).toMatchObject([{ role: 'OWNER', user: { emailVerified: testNow } }]);
    const attempt = await db.signInAttempt.findFirst({
      where: { secretHash: hashToken(won[0]?.attemptSecret ?? '') },
    });
    expect(attempt).toMatchObject({ userId: staff[0]?.userId, method: 'claim', returnTo: '/organizations' });
    expect(await db.workspace.findFirst()).toMatchObject({
      applicationName: 'Acme Cloud',
      claimedAt: testNow,
    });
    expect(await db.auditEvent.count({ where: { action: 'workspace.claimed' } })).toBe(1);
    expect(await createClaimLink({ db })).toBeNull();
    expect(await viewClaim(ctx, { token })).toEqual({ state: 'claimed' });
  });

  test('by someone who is known already verifies their address and keeps them', async () => {
    const { db, ctx } = withDb();
    await db.workspace.updateMany({ data: { claimedAt: null } });
    const person = await createPerson(db);
    await claimWorkspace(ctx, parse({ token: await requireToken(), email: person.email.toUpperCase() }));
    const user = await db.user.findUnique({ where: { id: person.userId }, include: { staff: true } });
    expect(user).toMatchObject({ email: person.email, emailVerified: testNow, staff: { role: 'OWNER' } });
  });

  test('twenty times an hour from one address is the most, with a time to retry', async () => {
    const { ctx } = withDb();
    const later = { ...ctx, ip: '192.0.2.7', now: addSeconds(testNow, 60) };
    const attempt = () => claimWorkspace(later, parse({ token: 'wrong', email: freshEmail() }));
    const codes: string[] = [];
    for (let count = 0; count < 21; count += 1) codes.push(await attempt().catch((error) => error.code));
    expect(codes.lastIndexOf('link_unknown')).toBe(19);
    expect(codes[20]).toBe('rate_limited');
    await expect(attempt()).rejects.toMatchObject({ retryAfterSeconds: 3600 });
  });
});

describe('the owner of the environment', () => {
  test('does not come back once the workspace is claimed', async () => {
    const { db, ctx } = withDb();
    const email = freshEmail();
    expect(await ensureOwner({ ...ctx, actor: { kind: 'system', name: 'start' } }, { email })).toBe(false);
    expect(await db.user.count({ where: { email } })).toBe(0);
  });

  test('claims a new workspace once, unverified until they sign in', async () => {
    const { db, ctx } = withDb();
    await db.workspace.updateMany({ data: { claimedAt: null } });
    await db.staff.deleteMany();
    const email = `Owner.${freshEmail()}`;
    const start = { ...ctx, actor: { kind: 'system', name: 'start' } } as const;
    expect([await ensureOwner(start, { email }), await ensureOwner(start, { email })]).toEqual([true, false]);
    const staff = await db.staff.findMany({ include: { user: true } });
    expect(staff).toMatchObject([
      { role: 'OWNER', user: { email, emailKey: email.toLowerCase(), emailVerified: null } },
    ]);
  });

  test('is refused by the name of the variable when it is no address', async () => {
    const { ctx } = withDb();
    await expect(ensureOwner(ctx, { email: 'a@b@c' })).rejects.toMatchObject({
      fields: { USHER_OWNER_EMAIL: expect.any(String) },
    });
  });
});

function useWorkspace() {
  const database = useDatabase();
  return {
    withDb: () => ({ db: database.db, ctx: contextFor(database.db) }),
    requireToken: async () => claimToken((await database.db.workspace.findFirstOrThrow()).id),
  };
}

function parse(input: { token: string; email: string }) {
  return claimWorkspaceSchema.parse({ ...input, applicationName: ' Acme Cloud ' });
}
