import { describe, expect, test, vi } from 'vitest';
import type { Ctx } from '@/lib/authz/context';
import type { Database } from '@/lib/db';
import { useDatabase } from '@/tests/database';
import { invite } from '@/tests/factories/invitations';
import { createMember, createPerson } from '@/tests/factories/members';
import { createRoleManager, makeRole } from '@/tests/factories/roles';
import { countSeats } from '@/tests/factories/seats';
import { adminRoleId, contextFor, createTestOrganization, memberRoleId } from '@/tests/factories/world';
import { log } from '../log';
import { applyToMembers } from './apply-to-members';
import { type BulkOperation, bulkMembersSchema } from './bulk.schema';

const database = useDatabase();
const missing = 'mem_1000000000000000009';

/** One active, one inactive and one pending member beside an admin, and a member of another organization. */
async function useWorld() {
  const { organizationId, staff } = await createTestOrganization(database.db);
  const other = await createTestOrganization(database.db);
  await createMember(database.db, organizationId);
  const active = await createMember(database.db, organizationId, { roleIds: [memberRoleId] });
  const inactive = await createMember(database.db, organizationId, { status: 'INACTIVE' });
  const pending = await invite(staff, organizationId);
  const foreign = await createMember(database.db, other.organizationId);
  const [one, two, three, four] = [active, inactive, pending, foreign].map((member) => member.membershipId);
  const ids = [one ?? '', two ?? '', three ?? '', four ?? '', missing] as const;
  const apply = (operation: BulkOperation, ctx: Ctx = staff, membershipIds: readonly string[] = ids) =>
    applyToMembers(
      ctx,
      bulkMembersSchema.parse({ organizationId, membershipIds, operation, roleIds: [adminRoleId] }),
    );
  const statusOf = async (id: string) => (await database.db.membership.findUnique({ where: { id } }))?.status;
  return {
    organizationId,
    staff,
    apply,
    statusOf,
    active: ids[0],
    inactive: ids[1],
    pending: ids[2],
    foreign: ids[3],
  };
}

function refusedIds(result: { refused: readonly { membershipId: string }[] }): string[] {
  return result.refused.map((one) => one.membershipId);
}

describe('doing the same to several members', () => {
  test('does what is possible and says of the rest why not', async () => {
    const { apply, active, inactive, foreign, organizationId } = await useWorld();
    const result = await apply('resend');
    expect(result).toEqual({
      done: 1,
      refused: [
        { membershipId: active, sentence: 'This person has joined meanwhile.' },
        { membershipId: inactive, sentence: 'There is no open invitation for this person.' },
        { membershipId: foreign, sentence: 'There is no such invitation.' },
        { membershipId: missing, sentence: 'There is no such invitation.' },
      ],
    });
    expect(await database.db.mailMessage.count({ where: { organizationId } })).toBe(2);
  });

  test('revokes who is pending, deactivates who is active, reactivates who is not', async () => {
    const { apply, statusOf, active, inactive, pending, foreign } = await useWorld();
    expect(refusedIds(await apply('deactivate'))).toEqual([pending, foreign, missing]);
    expect(await statusOf(active)).toBe('INACTIVE');
    expect(refusedIds(await apply('reactivate'))).toEqual([pending, foreign, missing]);
    expect(await statusOf(inactive)).toBe('ACTIVE');
    expect(refusedIds(await apply('revoke'))).toEqual([active, inactive, foreign, missing]);
    expect(await statusOf(pending)).toBeUndefined();
    expect(await statusOf(foreign)).toBe('ACTIVE');
  });

  test('changes roles of pending people as well, and removes people of every status', async () => {
    const { apply, statusOf, active, foreign, organizationId } = await useWorld();
    expect(refusedIds(await apply('change-roles'))).toEqual([foreign, missing]);
    const held = await database.db.membershipRole.findMany({ where: { membershipId: active } });
    expect(held.map((role) => role.roleId)).toEqual([adminRoleId]);
    expect(refusedIds(await apply('remove'))).toEqual([foreign, missing]);
    expect(await statusOf(foreign)).toBe('ACTIVE');
    expect(await countSeats(database.db, organizationId)).toEqual({ used: 1, recounted: 1 });
  });

  test('counts somebody who was named twice once', async () => {
    const { apply, pending, staff } = await useWorld();
    expect(await apply('resend', staff, [pending, pending])).toEqual({ done: 1, refused: [] });
  });

  test('refuses one by one what the actor may not do, and everything to a stranger', async () => {
    const { apply, organizationId, pending, active } = await useWorld();
    const permissions = ['members:read', 'members:invite'];
    const roleId = await makeRole(await createRoleManager(database.db), organizationId, 'inviter', {
      permissions,
    });
    const { actor } = await createMember(database.db, organizationId, { roleIds: [roleId] });
    const ctx = contextFor(database.db, actor);
    expect(await apply('resend', ctx, [pending])).toEqual({ done: 1, refused: [] });
    const sentence = 'You are not allowed to do this. Ask an admin.';
    expect(await apply('remove', ctx, [active])).toEqual({
      done: 0,
      refused: [{ membershipId: active, sentence }],
    });
    const stranger = contextFor(database.db, await createPerson(database.db));
    await expect(apply('resend', stranger)).rejects.toMatchObject({ code: 'not_found' });
  });

  test('goes on after a failure inside, tells of it without its text, and logs it', async () => {
    const { apply, staff, active, pending, statusOf } = await useWorld();
    const logged = vi.spyOn(log, 'error').mockImplementation(() => {});
    let isFirst = true;
    const db = new Proxy(database.db, {
      get(target, name: keyof Database) {
        if (name !== '$transaction' || !isFirst) return target[name];
        isFirst = false;
        return () => Promise.reject(new Error('select secret from somewhere'));
      },
    });
    const result = await apply('remove', { ...staff, db }, [active, pending]);
    expect(result).toMatchObject({ done: 1, refused: [{ membershipId: active }] });
    expect(JSON.stringify(result)).not.toContain('secret');
    expect(logged).toHaveBeenCalledOnce();
    expect(await statusOf(active)).toBe('ACTIVE');
    expect(await statusOf(pending)).toBeUndefined();
  });
});

describe('a bulk action', () => {
  const organizationId = 'org_1000000000000000001';
  const base = { organizationId, membershipIds: [missing], operation: 'remove' };

  test.each([
    ['nobody', { membershipIds: [] }, 'membershipIds'],
    ['more than a page', { membershipIds: Array(101).fill(missing) }, 'membershipIds'],
    ['something that is no member', { membershipIds: ['usr_1000000000000000009'] }, 'membershipIds'],
    ['an operation that does not exist', { operation: 'promote' }, 'operation'],
    ['new roles, without roles', { operation: 'change-roles' }, 'roleIds'],
  ])('is not for %s', (_, change, field) => {
    const issues = bulkMembersSchema.safeParse({ ...base, ...change }).error?.issues ?? [];
    expect(issues.map((issue) => issue.path[0])).toEqual([field]);
  });
});
