import { beforeAll, describe, expect, test } from 'vitest';
import { actorId, type Ctx } from '@/lib/authz/context';
import { hashToken } from '@/lib/crypto';
import { deactivateMember } from '@/lib/memberships/deactivate-member';
import { reactivateMember } from '@/lib/memberships/reactivate-member';
import { removeMember } from '@/lib/memberships/remove-member';
import { useDatabase } from '@/tests/database';
import {
  createCredentialManager,
  createProgram,
  recordedOf,
  strangersToCredentials,
} from '@/tests/factories/credentials';
import { createMember, type TestMember } from '@/tests/factories/members';
import { codesOf } from '@/tests/factories/refusals';
import { contextFor, createTestOrganization, later, memberRoleId } from '@/tests/factories/world';
import type { CreateApiTokenInput } from './api-token.schema';
import { createApiToken, type NewApiToken } from './create-api-token';
import { fetchApiToken } from './fetch-api-token';
import { invalidateApiToken } from './invalidate-api-token';
import { listApiTokens } from './list-api-tokens';
import { updateApiToken } from './update-api-token';
import { validateApiToken } from './validate-api-token';

const database = useDatabase();
let program: Ctx;
let organizationId: string;
let staff: Ctx;

beforeAll(async () => {
  program = await createProgram(database.db);
  ({ organizationId, staff } = await createTestOrganization(database.db));
  // Whoever is removed below is not the last admin.
  await createMember(database.db, organizationId);
});

const plain = { userId: null, description: '', customClaims: {}, expiresAt: null };

function make(input: Partial<CreateApiTokenInput> = {}, ctx = program): Promise<NewApiToken> {
  return createApiToken(ctx, { ...plain, organizationId, ...input });
}

function newMember(): Promise<TestMember> {
  return createMember(database.db, organizationId, { roleIds: [memberRoleId] });
}

async function isGood(token: string, seconds = 0): Promise<boolean> {
  const outcomes = await Promise.allSettled([validateApiToken({ ...program, now: later(seconds) }, token)]);
  const [code] = codesOf(outcomes);
  if (code !== undefined) expect(code).toBe('not_found');
  return code === undefined;
}

describe('an API token', () => {
  test('is stored as its hash, and sealed, and tells whose it is', async () => {
    const { actor } = await newMember();
    const made = await make({ userId: actor.userId, description: 'CI', customClaims: { env: 'prod' } });
    const { token, record } = made;
    expect(token).toMatch(/^[\w-]{43}$/);
    expect(record).toMatchObject({
      id: expect.stringMatching(/^apit_[0-9]{19}$/),
      organizationId,
      userId: actor.userId,
      email: actor.email,
      roles: ['member'],
      customClaims: { env: 'prod' },
      suffix: token.slice(-4),
    });
    expect(await validateApiToken(program, token)).toEqual(record);
    const stored = await database.db.apiToken.findUniqueOrThrow({ where: { id: record.id } });
    expect(stored.hash).toBe(hashToken(token));
    const audit = await recordedOf(database.db, record.id, 'api_token.created');
    expect(audit).toMatchObject([{ organizationId, targetName: 'CI' }]);
    expect(JSON.stringify([{ ...stored, sealed: null }, audit])).not.toContain(token);
    expect(Buffer.from(stored.sealed ?? []).toString('latin1')).not.toContain(token.slice(0, 8));
    expect(JSON.stringify(audit)).not.toContain(hashToken(token));
  });

  test('is not proven by its id, which is no secret', async () => {
    const { record } = await make();
    expect(await isGood(record.id)).toBe(false);
  });

  test('is good until it expires, or is ended by itself or its id, however often', async () => {
    const expiring = await make({ expiresAt: later(60) });
    expect(await isGood(expiring.token, 59)).toBe(true);
    expect(await isGood(expiring.token, 60)).toBe(false);
    const [one, other] = [await make(), await make()];
    await Promise.all([1, 2, 3].map(() => invalidateApiToken(program, one.token)));
    await invalidateApiToken(program, other.record.id);
    expect([await isGood(one.token), await isGood(other.token)]).toEqual([false, false]);
    expect(await recordedOf(database.db, one.record.id, 'api_token.invalidated')).toHaveLength(1);
  });

  test('ends with the access of its person, and does not come back with them', async () => {
    const { actor, membershipId } = await newMember();
    const { token, record } = await make({ userId: actor.userId });
    const untouched = await make();
    const ref = { organizationId, membershipId };
    await deactivateMember(staff, ref);
    expect(await isGood(token)).toBe(false);
    expect(await recordedOf(database.db, membershipId, 'membership.deactivated')).toMatchObject([
      { changes: { after: { apiTokensEnded: 1 } } },
    ]);
    await reactivateMember(staff, ref);
    expect(await isGood(token)).toBe(false);
    const again = await make({ userId: actor.userId });
    await removeMember(staff, { ...ref, keepUser: true });
    expect(await isGood(again.token)).toBe(false);
    expect(await database.db.apiToken.count({ where: { id: record.id } })).toBe(0);
    expect(await isGood(untouched.token)).toBe(true);
  });

  test('is no good for a member whose status something else took away', async () => {
    const { actor, membershipId } = await newMember();
    const { token } = await make({ userId: actor.userId });
    await database.db.membership.update({ where: { id: membershipId }, data: { status: 'INACTIVE' } });
    expect(await isGood(token)).toBe(false);
  });

  test('is never good after a deactivation that comes while it is made', async () => {
    for (let count = 0; count < 10; count += 1) {
      const { actor, membershipId } = await newMember();
      const making = make({ userId: actor.userId });
      const ending = deactivateMember(staff, { organizationId, membershipId });
      const [made] = await Promise.allSettled([making, ending]);
      if (made.status === 'rejected') expect(codesOf([made])).toEqual(['member_inactive']);
      const alive = await database.db.apiToken.count({ where: { membershipId, endedAt: null } });
      expect(alive).toBe(0);
    }
  });

  test('is for active members, of organizations that there are, and for the future', async () => {
    const { actor: stranger } = await createMember(
      database.db,
      (await createTestOrganization(database.db)).organizationId,
    );
    const { actor: inactive } = await createMember(database.db, organizationId, { status: 'INACTIVE' });
    const outcomes = await Promise.allSettled([
      make({ userId: stranger.userId }),
      make({ userId: inactive.userId }),
      make({ organizationId: 'org_1000000000000000000' }),
      make({ expiresAt: later(0) }),
    ]);
    expect(codesOf(outcomes)).toEqual(['not_found', 'member_inactive', 'not_found', 'invalid_input']);
  });

  test('is described anew, and gets claims beside those that it has, twenty at most', async () => {
    const { token, record } = await make({ customClaims: { env: 'prod', scope: 'read' } });
    const changed = await updateApiToken(program, {
      tokenOrId: token,
      description: 'Deploys',
      customClaims: { scope: 'write', region: 'eu' },
    });
    expect(changed).toMatchObject({
      description: 'Deploys',
      customClaims: { env: 'prod', scope: 'write', region: 'eu' },
    });
    await updateApiToken(program, { tokenOrId: record.id, customClaims: { env: 'prod' } });
    expect(await recordedOf(database.db, record.id, 'api_token.updated')).toHaveLength(1);
    const many = Object.fromEntries(Array.from({ length: 18 }, (_, index) => [`claim${index}`, 'x']));
    const tooMany = updateApiToken(program, { tokenOrId: token, customClaims: many });
    await expect(tooMany).rejects.toMatchObject({ code: 'invalid_input' });
    await invalidateApiToken(program, token);
    const late = updateApiToken(program, { tokenOrId: token, description: 'Late' });
    await expect(late).rejects.toMatchObject({ code: 'not_found' });
  });

  test('is listed by pages, by person, while it is good', async () => {
    const { organizationId: own } = await createTestOrganization(database.db);
    const { actor } = await createMember(database.db, own);
    const at = (seconds: number) => ({ ...program, now: later(seconds) });
    const made = [];
    for (const seconds of [1, 2, 3]) {
      made.push(
        await make({ organizationId: own, userId: seconds === 2 ? actor.userId : null }, at(seconds)),
      );
    }
    const ended = await make({ organizationId: own });
    await invalidateApiToken(program, ended.token);
    const list = (more: object) =>
      listApiTokens(at(4), { organizationId: own, userId: null, pageSize: 2, cursor: null, ...more });
    const first = await list({});
    const second = await list({ cursor: first.next });
    const ids = [...first.rows, ...second.rows].map(({ id }) => id);
    expect(ids).toEqual(made.map(({ record }) => record.id).reverse());
    expect([first.total, second.next]).toEqual([3, null]);
    const ofPerson = await list({ userId: actor.userId });
    expect(ofPerson.rows.map(({ id }) => id)).toEqual([made[1]?.record.id]);
  });

  test('is for programs alone', async () => {
    const manager = await createCredentialManager(database.db);
    const [support, admin] = await strangersToCredentials(database.db);
    const { token, record } = await make();
    for (const ctx of [manager, support, admin, contextFor(database.db)]) {
      const attempts = await Promise.allSettled([
        createApiToken(ctx as Ctx, { ...plain, organizationId }),
        validateApiToken(ctx as Ctx, token),
        invalidateApiToken(ctx as Ctx, token),
        updateApiToken(ctx as Ctx, { tokenOrId: token, description: 'Mine' }),
        fetchApiToken(ctx as Ctx, record.id),
        listApiTokens(ctx as Ctx, { organizationId, userId: null, pageSize: 10, cursor: null }),
      ]);
      for (const code of codesOf(attempts)) expect(['forbidden', 'unauthenticated']).toContain(code);
      expect(codesOf(attempts)).toHaveLength(attempts.length);
    }
  });
});

describe('an API token that is asked for again', () => {
  const stored = (id: string, sealed: Uint8Array<ArrayBuffer> | null) =>
    database.db.apiToken.update({ where: { id }, data: { sealed } });

  test('is given by its id, and who read it is recorded each time, without it', async () => {
    const { actor } = await newMember();
    const made = await make({ userId: actor.userId, description: 'CI' });
    expect(await fetchApiToken(program, made.record.id)).toEqual(made);
    await fetchApiToken(program, made.record.id);
    const audit = await recordedOf(database.db, made.record.id, 'api_token.fetched');
    expect(audit).toMatchObject([
      { organizationId, actorKind: 'client', actorId: actorId(program.actor), targetName: 'CI' },
      { organizationId },
    ]);
    expect(JSON.stringify(audit)).not.toContain(made.token);
  });

  test('is not found once it is no good, by the token itself, and where there is none', async () => {
    const { actor, membershipId } = await newMember();
    const [expiring, ended, taken] = [
      await make({ expiresAt: later(60) }),
      await make(),
      await make({ userId: actor.userId }),
    ];
    await invalidateApiToken(program, ended.record.id);
    await database.db.membership.update({ where: { id: membershipId }, data: { status: 'INACTIVE' } });
    const attempts = await Promise.allSettled([
      fetchApiToken({ ...program, now: later(60) }, expiring.record.id),
      fetchApiToken(program, ended.record.id),
      fetchApiToken(program, taken.record.id),
      fetchApiToken(program, expiring.token),
      fetchApiToken(program, 'apit_1000000000000000000'),
      fetchApiToken(program, ''),
    ]);
    expect(codesOf(attempts)).toEqual(Array(6).fill('not_found'));
    for (const { record } of [expiring, ended, taken])
      expect(await recordedOf(database.db, record.id, 'api_token.fetched')).toEqual([]);
  });

  test('says so where its text was never kept, or is sealed with a secret that is gone', async () => {
    const [older, sealedBefore] = [await make(), await make()];
    await stored(older.record.id, null);
    await expect(fetchApiToken(program, older.record.id)).rejects.toMatchObject({
      code: 'token_not_kept',
      message: expect.stringContaining('when it was made'),
    });
    const { sealed } = await database.db.apiToken.findUniqueOrThrow({
      where: { id: sealedBefore.record.id },
    });
    await stored(sealedBefore.record.id, sealed?.map((byte) => byte ^ 1) ?? null);
    await expect(fetchApiToken(program, sealedBefore.record.id)).rejects.toMatchObject({
      code: 'token_not_kept',
      message: expect.stringContaining('has been changed'),
    });
    expect(await isGood(older.token)).toBe(true);
  });

  test('is never another one, whatever was written into its row', async () => {
    const [one, other] = [await make(), await make()];
    const { sealed } = await database.db.apiToken.findUniqueOrThrow({ where: { id: other.record.id } });
    await stored(one.record.id, sealed);
    await expect(fetchApiToken(program, one.record.id)).rejects.toMatchObject({ code: 'token_not_kept' });
  });
});
