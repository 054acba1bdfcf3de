import { Prisma } from '@/prisma/generated/client';
import { auditColumns, auditValues, notifySql } from '../audit/record';
import { authorize } from '../authz/authorize';
import type { ActingActor, Ctx } from '../authz/context';
import { prepared, violatedConstraint } from '../db';
import { newId } from '../id';
import { addressKey } from '../users/email-address';
import { explainNoMembership } from './explain-no-membership';
import type { NewMemberInput } from './membership.schema';
import {
  gateSql,
  membershipEventSql,
  membershipSql,
  type NewMembership,
  personSql,
  seatSql,
} from './new-membership-sql';

export interface ProvisionedMember {
  readonly userId: string;
  readonly membershipId: string;
}

type Row = { user_id: string; delivery_jobs: bigint; notified: bigint };

/**
 * Adds one person as a member at once, without an invitation and without mail: the active membership and the audit row
 * exist together or not at all, in one statement. Proves nothing about the address, which stays unverified until the
 * person signs in by a link that is mailed there. Refuses like an invitation (`already_member`, `already_invited`,
 * `member_inactive`, `seats_full`, `domain_blocked`, `role_not_grantable`, `not_found`); of parallel calls for one
 * address one adds them (constraints decide).
 */
export async function provisionMember(ctx: Ctx, input: NewMemberInput): Promise<ProvisionedMember> {
  const actor = authorize(ctx, 'membership.provision', input.organizationId);
  const key = addressKey(input.email);
  const membershipId = newId('membership', ctx.now);
  try {
    const [row] = await ctx.db.$queryRaw<Row[]>(provisionSql(ctx, actor, input, key, membershipId));
    if (row) return { userId: row.user_id, membershipId };
  } catch (error) {
    if (!violatedConstraint(error)) throw error;
    return explainNoMembership(ctx, actor, input, key, error);
  }
  return explainNoMembership(ctx, actor, input, key);
}

/** The outer query reads the jobs and the notification, which would not run otherwise. */
function provisionSql(
  ctx: Ctx,
  actor: ActingActor,
  input: NewMemberInput,
  key: string,
  id: string,
): Prisma.Sql {
  const membership: NewMembership = {
    id,
    status: 'ACTIVE',
    provisioningMethod: 'direct_provision',
    joinedAt: ctx.now,
  };
  return Prisma.sql`${prepared}
    with ${gateSql(actor, input, key)},
    ${seatSql(ctx)},
    ${personSql(ctx, input, key)},
    ${membershipSql(ctx, input, key, membership)},
    audited as (
      insert into audit_events (${auditColumns})
      select ${auditValues(ctx, {
        action: 'membership.created',
        organizationId: Prisma.sql`gate.organization_id`,
        targetKind: 'membership',
        targetId: Prisma.sql`membership.id`,
        targetName: Prisma.sql`person.email`,
        changes: Prisma.sql`jsonb_build_object('after', jsonb_build_object('status', 'ACTIVE', 'roles', gate.role_names))`,
      })} from gate, membership, person),
    ${membershipEventSql(ctx, input, {
      type: 'user.organization_membership_created',
      expiresAt: Prisma.sql`null::timestamptz`,
    })},
    notified as (select ${notifySql(input.organizationId)} from membership)
    select person.id as user_id, (select count(*) from delivery_jobs) as delivery_jobs,
      (select count(*) from notified) as notified
    from person, membership`;
}
