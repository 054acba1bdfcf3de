import { Prisma, type ProvisioningMethod } from '@/prisma/generated/client';
import { auditColumns, auditValues, notifySql } from '../audit/record';
import type { Ctx, Grantable } from '../authz/context';
import { type Database, prepared, type Transaction, violatedConstraint } from '../db';
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
import type { RoleSource } from './role-source';

export interface NewMember {
  /** What whoever adds them may give. */
  readonly grantable: Grantable;
  readonly person: NewMemberInput;
  readonly provisioningMethod: ProvisioningMethod;
  /** Who decided their roles, and why, by role id. */
  readonly roleSource: RoleSource;
  readonly roleReasons?: Readonly<Record<string, string | null>>;
  /** They come by themselves: then it is theirs in the activity, too. */
  readonly isOwnDoing?: boolean;
}

export interface AddedMember {
  readonly userId: string;
  readonly membershipId: string;
}

type Row = { user_id: string; delivery_jobs: bigint; notified: bigint };

/**
 * Adds one person as an active member: account, membership, seat, audit row and event exist together or not at all, in
 * one statement. That they were removed earlier is forgotten: the caller decides whether they may come back. Refuses
 * like an invitation (`already_member`, `already_invited`, `member_inactive`, `seats_full`, `domain_blocked`,
 * `role_not_grantable`, `not_found`); of parallel calls for one address one adds them (constraints decide), and the
 * transaction of another is lost. The caller has authorised.
 */
export async function addMember(
  db: Database | Transaction,
  ctx: Ctx,
  member: NewMember,
): Promise<AddedMember> {
  const key = addressKey(member.person.email);
  const membershipId = newId('membership', ctx.now);
  const explain = (cause?: unknown) => explainNoMembership(ctx, member.grantable, member.person, key, cause);
  try {
    const [row] = await db.$queryRaw<Row[]>(addSql(ctx, member, key, membershipId));
    if (row) return { userId: row.user_id, membershipId };
  } catch (error) {
    if (!violatedConstraint(error)) throw error;
    return explain(error);
  }
  return explain();
}

/** The outer query reads the jobs and the notification, which would not run otherwise. */
function addSql(
  ctx: Ctx,
  { grantable, person: input, isOwnDoing = false, ...member }: NewMember,
  key: string,
  id: string,
) {
  const membership: NewMembership = { ...member, id, status: 'ACTIVE', joinedAt: ctx.now };
  return Prisma.sql`${prepared}
    with ${gateSql(grantable, input, key)},
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
        changes: Prisma.sql`jsonb_build_object('after', jsonb_build_object('status', 'ACTIVE', 'roles', gate.role_names, 'source', membership.provisioning_method))`,
        ...(isOwnDoing && { actor: { id: Prisma.sql`person.id`, name: Prisma.sql`person.email` } }),
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
