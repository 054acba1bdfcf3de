import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { useDatabase } from '@/tests/database';
import { invite } from '@/tests/factories/invitations';
import { createMember, createPerson } from '@/tests/factories/members';
import { createRoleManager, makePermission, makeRole } from '@/tests/factories/roles';
import { acceptInvitation, actorOf } from '@/tests/factories/sign-in';
import {
  adminRoleId,
  contextFor,
  createStaff,
  createTestOrganization,
  freshEmail,
  later,
  memberRoleId,
} from '@/tests/factories/world';
import { deactivateMember } from '../memberships/deactivate-member';

const database = useDatabase();

async function capSeats(organizationId: string, seatsCap: number | null) {
  await database.db.organization.update({ where: { id: organizationId }, data: { seatsCap } });
}

async function createInviter(organizationId: string, permissions: string[]) {
  const name = `inviter_${organizationId.slice(-6)}`;
  const roleId = await makeRole(await createRoleManager(database.db), organizationId, name, { permissions });
  const { actor } = await createMember(database.db, organizationId, { roleIds: [roleId] });
  return contextFor(database.db, actor);
}

describe('inviting is refused and says why', () => {
  test('for an active member', async () => {
    const { organizationId, staff } = await createTestOrganization(database.db);
    const { actor } = await createMember(database.db, organizationId);
    await expect(invite(staff, organizationId, { email: actor.email })).rejects.toMatchObject({
      code: 'already_member',
      fields: { email: 'This person is already a member.' },
    });
  });

  test('for someone already invited, who gets no second mail', async () => {
    const { organizationId, staff } = await createTestOrganization(database.db);
    const { email, invitationId } = await invite(staff, organizationId);
    const code = 'already_invited';
    await expect(invite(staff, organizationId, { email })).rejects.toMatchObject({ code });
    expect(await database.db.mailMessage.count({ where: { invitationId } })).toBe(1);
  });

  test('for someone whose invitation has expired: they are resent it instead', async () => {
    const { organizationId, staff } = await createTestOrganization(database.db);
    const { email } = await invite(staff, organizationId, { expiresInSeconds: 300 });
    const ctx = { ...staff, now: later(301) };
    await expect(invite(ctx, organizationId, { email })).rejects.toMatchObject({ code: 'already_invited' });
  });

  test('for a deactivated member', async () => {
    const { organizationId, staff } = await createTestOrganization(database.db);
    await createMember(database.db, organizationId);
    const { actor, membershipId } = await createMember(database.db, organizationId);
    await deactivateMember(staff, { organizationId, membershipId });
    const refused = invite(staff, organizationId, { email: actor.email });
    await expect(refused).rejects.toMatchObject({ code: 'member_inactive' });
  });

  test('when all seats are taken, and takes none', async () => {
    const { organizationId, staff } = await createTestOrganization(database.db);
    await createMember(database.db, organizationId);
    await capSeats(organizationId, 2);
    await invite(staff, organizationId);
    const email = freshEmail();
    await expect(invite(staff, organizationId, { email })).rejects.toMatchObject({
      code: 'seats_full',
      message: expect.stringContaining('2 seats'),
    });
    expect(await database.db.user.count({ where: { emailKey: email } })).toBe(0);
  });

  test('at an organization that does not exist', async () => {
    const { staff } = await createTestOrganization(database.db);
    const refused = invite(staff, 'org_1000000000000000009');
    await expect(refused).rejects.toMatchObject({ code: 'not_found' });
  });
});

describe('the role of an invitation', () => {
  test('must exist', async () => {
    const { organizationId, staff } = await createTestOrganization(database.db);
    const roleIds = [memberRoleId, 'role_1999999999999999999'];
    await expect(invite(staff, organizationId, { roleIds })).rejects.toMatchObject({
      code: 'invalid_input',
      fields: { roleIds: expect.stringContaining('does not exist') },
    });
  });

  test('of another organization is refused like one that does not exist', async () => {
    const { organizationId, staff } = await createTestOrganization(database.db);
    const other = await createTestOrganization(database.db);
    const manager = await createRoleManager(database.db);
    const foreign = await makeRole(manager, other.organizationId, 'foreign');
    const missing = await invite(staff, organizationId, { roleIds: ['role_1999999999999999999'] }).catch(
      String,
    );
    expect(await invite(staff, organizationId, { roleIds: [foreign] }).catch(String)).toBe(missing);
    const own = await makeRole(manager, organizationId, 'own');
    await expect(invite(staff, organizationId, { roleIds: [own] })).resolves.toBeDefined();
  });

  test('may do no more than the member who invites', async () => {
    const { organizationId } = await createTestOrganization(database.db);
    const inviter = await createInviter(organizationId, ['members:read', 'members:invite']);
    await expect(invite(inviter, organizationId, { roleIds: [adminRoleId] })).rejects.toMatchObject({
      code: 'role_not_grantable',
      fields: { roleIds: expect.stringContaining('Admin') },
    });
    await expect(invite(inviter, organizationId, { roleIds: [memberRoleId] })).resolves.toBeDefined();
  });

  test('may do no more than the member who invites by what it inherits either', async () => {
    const { organizationId } = await createTestOrganization(database.db);
    const manager = await createRoleManager(database.db);
    await makePermission(manager, 'invoice:read');
    const base = await makeRole(manager, organizationId, 'base', { permissions: ['invoice:read'] });
    const heir = await makeRole(manager, organizationId, 'heir', { extendsId: base });
    const inviter = await createInviter(organizationId, ['members:invite']);
    const refused = invite(inviter, organizationId, { roleIds: [memberRoleId, heir] });
    await expect(refused).rejects.toMatchObject({ code: 'role_not_grantable' });
  });
});

describe('the domain of an invited address', () => {
  test('may be refused when it gives throw-away addresses, also below', async () => {
    const { organizationId, staff } = await createTestOrganization(database.db);
    for (const email of ['a@mailinator.com', 'a@deep.mailinator.com']) {
      await expect(invite(staff, organizationId, { email })).rejects.toMatchObject({
        code: 'domain_blocked',
        fields: { email: expect.stringContaining('throw-away') },
      });
    }
    await database.db.workspace.updateMany({ data: { blockDisposableDomains: false } });
    await expect(invite(staff, organizationId, { email: 'a@mailinator.com' })).resolves.toBeDefined();
    await database.db.workspace.updateMany({ data: { blockDisposableDomains: true } });
  });

  test('may be refused when it is a public provider, if the workspace says so', async () => {
    const { organizationId, staff } = await createTestOrganization(database.db);
    await invite(staff, organizationId, { email: 'somebody@gmail.com' });
    await database.db.workspace.updateMany({ data: { blockPublicDomains: true } });
    await expect(invite(staff, organizationId, { email: 'Else@GMAIL.com' })).rejects.toMatchObject({
      code: 'domain_blocked',
      fields: { email: expect.stringContaining('gmail.com') },
    });
    await database.db.workspace.updateMany({ data: { blockPublicDomains: false } });
  });
});

describe('who may invite', () => {
  test('nobody who is not signed in', async () => {
    const { organizationId } = await createTestOrganization(database.db);
    const refused = invite(contextFor(database.db), organizationId);
    await expect(refused).rejects.toMatchObject({ code: 'unauthenticated' });
  });

  test('no plain member', async () => {
    const { organizationId } = await createTestOrganization(database.db);
    const { actor } = await createMember(database.db, organizationId, { roleIds: [memberRoleId] });
    const refused = invite(contextFor(database.db, actor), organizationId);
    await expect(refused).rejects.toMatchObject({ code: 'forbidden' });
  });

  test('no admin of another organization, who hears what they hear of one that does not exist', async () => {
    const { organizationId } = await createTestOrganization(database.db);
    const other = await createTestOrganization(database.db);
    const { actor } = await createMember(database.db, other.organizationId);
    const ctx = contextFor(database.db, actor);
    const missing = await invite(ctx, 'org_1000000000000000009').catch(String);
    expect(await invite(ctx, organizationId).catch(String)).toBe(missing);
    expect(missing).toContain('There is no such organization');
  });

  test('no deactivated admin, no pending one, and nobody without a part in it', async () => {
    const { organizationId, staff } = await createTestOrganization(database.db);
    const { actor } = await createMember(database.db, organizationId, { status: 'INACTIVE' });
    const stranger = await createPerson(database.db);
    const pending = await invite(staff, organizationId, { roleIds: [adminRoleId] });
    const waiting = { ...stranger, userId: pending.userId };
    for (const who of [actor, stranger, waiting]) {
      const refused = invite(contextFor(database.db, who), organizationId);
      await expect(refused).rejects.toMatchObject({ code: 'not_found' });
    }
  });

  test('no admin where the organization leaves it to staff, who still may', async () => {
    const { organizationId, staff } = await createTestOrganization(database.db);
    const { invitationId } = await invite(staff, organizationId, { roleIds: [adminRoleId] });
    const { sessionToken } = await acceptInvitation(database.db, invitationId);
    const asAdmin = async () => contextFor(database.db, await actorOf(database.db, sessionToken));
    await expect(invite(await asAdmin(), organizationId)).resolves.toBeDefined();
    const data = { whoMayInvite: 'STAFF' } as const;
    await database.db.organization.update({ where: { id: organizationId }, data });
    await expect(invite(await asAdmin(), organizationId)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(invite(staff, organizationId)).resolves.toBeDefined();
  });
});

describe('inviting too often', () => {
  /** Sets the counter that a refusal named to its end, as if somebody had invited that often. */
  async function exhaust(key: string, resetAt: Date) {
    const data = { key, count: 1_000_000, resetAt };
    await database.db.rateLimit.upsert({ where: { key }, create: data, update: data });
  }

  test('one address 20 times an hour is refused with a time to retry, from wherever', async () => {
    const email = freshEmail();
    for (let count = 0; count < 20; count += 1) {
      const { organizationId, staff } = await createTestOrganization(database.db);
      await invite(staff, organizationId, { email: count % 2 ? email.toUpperCase() : email });
    }
    const { organizationId, staff } = await createTestOrganization(database.db);
    const tooMany = invite({ ...staff, now: later(600) }, organizationId, { email });
    const refusal = { code: 'rate_limited', retryAfterSeconds: 3000 };
    await expect(tooMany).rejects.toMatchObject(refusal);
    await expect(invite({ ...staff, now: later(3600) }, organizationId, { email })).resolves.toBeDefined();
  });

  test('one address 30 times a day by one organization is refused with a time to retry; others may go on', async () => {
    const email = freshEmail();
    const { organizationId, staff } = await createTestOrganization(database.db);
    await invite(staff, organizationId, { email });
    const key = `invite/address/${organizationId}/${email}`;
    await database.db.rateLimit.update({ where: { key }, data: { count: 29 } });
    await expect(invite(staff, organizationId, { email })).rejects.toMatchObject({ code: 'already_invited' });
    const refusal = { code: 'rate_limited', retryAfterSeconds: 86_400 - 7200 };
    const tooMany = invite({ ...staff, now: later(7200) }, organizationId, { email });
    await expect(tooMany).rejects.toMatchObject(refusal);
    const other = await createTestOrganization(database.db);
    await invite({ ...other.staff, now: later(7200) }, other.organizationId, { email });
  });

  test.each(['organization', 'actor', 'ip'] as const)(
    'by one %s is refused with a time to retry',
    async (by) => {
      const { organizationId } = await createTestOrganization(database.db);
      const actor = await createStaff(database.db);
      const ctx = { ...contextFor(database.db, actor), ip: randomUUID() };
      await invite(ctx, organizationId);
      const key = `invite/${by}/${{ organization: organizationId, actor: actor.userId, ip: ctx.ip }[by]}`;
      expect(await database.db.rateLimit.findUnique({ where: { key } })).toMatchObject({ count: 1 });
      await exhaust(key, later(90));
      const refusal = { code: 'rate_limited', retryAfterSeconds: 90 };
      await expect(invite(ctx, organizationId)).rejects.toMatchObject(refusal);
      await expect(invite({ ...ctx, now: later(90) }, organizationId)).resolves.toBeDefined();
    },
  );
});
