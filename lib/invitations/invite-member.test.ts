import { describe, expect, test } from 'vitest';
import type { Ctx } from '@/lib/authz/context';
import { useDatabase } from '@/tests/database';
import { contextFor, createTestOrganization, freshEmail, memberRoleId } from '@/tests/factories/world';
import { inviteMemberSchema } from './invitation.schema';
import { inviteMember } from './invite-member';

const test_ = useDatabase();

function invite(ctx: Ctx, organizationId: string, email: string, roleIds = [memberRoleId]) {
  return inviteMember(ctx, inviteMemberSchema.parse({ organizationId, email, roleIds }));
}

describe('inviting a person', () => {
  test('writes user, membership, invitation, mail, audit row and job, one of each', async () => {
    const { organizationId, staff } = await createTestOrganization(test_.db);
    const email = freshEmail();
    const invited = await invite(staff, organizationId, email);
    const jobs = await test_.db.$queryRaw`select count(*)::int as count from graphile_worker._private_jobs`;
    expect(jobs).toEqual([{ count: 1 }]);
    expect(await test_.db.mailMessage.count({ where: { id: invited.mailId } })).toBe(1);
    const audit = await test_.db.auditEvent.findMany({
      where: { organizationId, action: 'invitation.created' },
    });
    expect(audit).toHaveLength(1);
    const membership = await test_.db.membership.findUniqueOrThrow({ where: { id: invited.membershipId } });
    expect(membership).toMatchObject({ status: 'PENDING_INVITE', userId: invited.userId });
    const organization = await test_.db.organization.findUniqueOrThrow({ where: { id: organizationId } });
    expect(organization.seatsUsed).toBe(1);
  });

  test('of one address 50 times at once makes one membership and says so to the rest', async () => {
    const { organizationId, staff } = await createTestOrganization(test_.db);
    const email = freshEmail();
    await test_.db.rateLimit.deleteMany();
    const actors = Array.from({ length: 50 }, () => contextFor(test_.db, staff.actor));
    const results = await Promise.allSettled(actors.map((ctx) => invite(ctx, organizationId, email)));
    expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(1);
  });
});
