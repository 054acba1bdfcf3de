import { Prisma } from '@/prisma/generated/client';
import { auditColumns, auditValues, notifySql } from '../audit/record';
import { authorize, grantablePermissions } from '../authz/authorize';
import type { ActingActor, Ctx, Grantable } from '../authz/context';
import { prepared, violatedConstraint } from '../db';
import { newId } from '../id';
import { sendMailSql } from '../jobs';
import { consumeLimits } from '../limits/consume-limits';
import { frameSql } from '../mail/frame-sql';
import { explainNoMembership } from '../memberships/explain-no-membership';
import {
  gateSql,
  membershipEventSql,
  membershipSql,
  type NewMembership,
  personSql,
  seatSql,
} from '../memberships/new-membership-sql';
import { addressKey } from '../users/email-address';
import { findInviter, type Inviter } from './find-inviter';
import { invitationMailKey } from './invitation';
import type { InviteMemberInput } from './invitation.schema';
import { inviteLimits } from './invite-limits';

export interface InvitedMember {
  readonly userId: string;
  readonly membershipId: string;
  readonly invitationId: string;
  readonly mailId: string;
  /** The stored address that the mail goes to. */
  readonly email: string;
  readonly expiresAt: Date;
}

type Row = {
  user_id: string;
  email: string;
  expires_at: Date;
  jobs: bigint;
  delivery_jobs: bigint;
  notified: bigint;
};

/**
 * Invites one person: the membership (pending), the invitation, its mail and the audit row exist together or not at
 * all, in one statement. A person who is new here gets a user; a known one keeps their profile. Refuses with
 * `already_member`, `already_invited`, `member_inactive`, `seats_full`, `domain_blocked`, `role_not_grantable`,
 * `not_found` or `rate_limited`; parallel invitations of one address make one membership (constraints decide).
 */
export async function inviteMember(ctx: Ctx, input: InviteMemberInput): Promise<InvitedMember> {
  const actor = authorize(ctx, 'invitation.create', input.organizationId);
  const key = addressKey(input.email);
  await consumeLimits(ctx, inviteLimits(ctx, input.organizationId, key));
  const grantable = grantablePermissions(actor, input.organizationId);
  const inviting = { actor, grantable, inviter: await findInviter(ctx.db, actor, input) };
  const ids = newInvitationIds(ctx.now);
  try {
    const [row] = await ctx.db.$queryRaw<Row[]>(inviteSql(ctx, inviting, input, key, ids));
    if (row) return { ...ids, userId: row.user_id, email: row.email, expiresAt: row.expires_at };
  } catch (error) {
    if (!violatedConstraint(error)) throw error;
    return explainNoMembership(ctx, grantable, input, key, error);
  }
  return explainNoMembership(ctx, grantable, input, key);
}

function newInvitationIds(now: Date) {
  return {
    membershipId: newId('membership', now),
    invitationId: newId('invitation', now),
    mailId: newId('mail', now),
  };
}

type Ids = ReturnType<typeof newInvitationIds>;
type Inviting = { readonly actor: ActingActor; readonly grantable: Grantable; readonly inviter: Inviter };

/**
 * Each step reads the one before it, so that the database runs them, and takes its locks, in this order: what may be
 * done, seats of expired invitations, the seat, the person, the membership, the invitation, the mail. The outer query
 * reads the jobs and the notification, without which they would not run.
 */
function inviteSql(
  ctx: Ctx,
  inviting: Inviting,
  input: InviteMemberInput,
  key: string,
  ids: Ids,
): Prisma.Sql {
  return Prisma.sql`${prepared}
    with ${gateSql(inviting.grantable, input, key, termsSql(input))},
    ${seatSql(ctx)},
    ${personSql(ctx, input, key)},
    ${membershipSql(ctx, input, key, pending(ids, input))},
    ${invitationSql(ctx, inviting, key, ids)},
    ${mailSql(ctx, inviting, ids)},
    audited as (
      insert into audit_events (${auditColumns})
      select ${auditValues(ctx, {
        action: 'invitation.created',
        organizationId: Prisma.sql`gate.organization_id`,
        targetKind: 'invitation',
        targetId: Prisma.sql`invitation.id`,
        targetName: Prisma.sql`person.email`,
        changes: Prisma.sql`jsonb_build_object('after', jsonb_build_object('roles', gate.role_names, 'expires_at', invitation.expires_at))`,
      })} from gate, invitation, person),
    ${membershipEventSql(ctx, input, {
      type: 'user.organization_invitation',
      expiresAt: Prisma.sql`(select expires_at from invitation)`,
    })},
    job as (select ${sendMailSql(Prisma.sql`mail.id`)} from mail),
    notified as (select ${notifySql(input.organizationId)} from mail)
    select person.id as user_id, person.email, invitation.expires_at,
      (select count(*) from job) as jobs, (select count(*) from delivery_jobs) as delivery_jobs, (select count(*) from notified) as notified
    from person, invitation`;
}

/** What the organization and the workspace say of an invitation. */
function termsSql(input: InviteMemberInput): Prisma.Sql {
  return Prisma.sql`o.name as organization_name, w.application_name,
      coalesce(${input.expiresInSeconds ?? null}::int, o.invitation_ttl_seconds, w.invitation_ttl_seconds) as ttl_seconds,
      ${frameSql()} as frame`;
}

function pending({ membershipId: id }: Ids, { isDefaultRole }: InviteMemberInput): NewMembership {
  const roleSource = isDefaultRole ? 'DEFAULT' : 'INVITATION';
  return { id, status: 'PENDING_INVITE', provisioningMethod: 'invitation', joinedAt: null, roleSource };
}

/** Who invites, as the invited person reads it: a program does so in the name of its application. */
function inviterSql({ inviter }: Inviting): Prisma.Sql {
  return Prisma.sql`coalesce(${inviter.name}::text, gate.application_name)`;
}

function invitationSql(ctx: Ctx, inviting: Inviting, key: string, ids: Ids): Prisma.Sql {
  const { actor, inviter } = inviting;
  return Prisma.sql`invitation as (
    insert into invitations (id, organization_id, membership_id, email, email_key, generation, ttl_seconds, expires_at,
      inviter_id, inviter_name, inviter_email, client_id, created_at, last_sent_at)
    select ${ids.invitationId}, gate.organization_id, membership.id, person.email, ${key}, 1, gate.ttl_seconds,
      ${ctx.now}::timestamptz + make_interval(secs => gate.ttl_seconds), ${inviter.userId}, ${inviterSql(inviting)},
      ${inviter.email}, ${actor.kind === 'client' ? actor.clientId : null}, ${ctx.now}::timestamptz, ${ctx.now}::timestamptz
    from gate, membership, person returning id, expires_at)`;
}

function mailSql(ctx: Ctx, inviting: Inviting, ids: Ids): Prisma.Sql {
  return Prisma.sql`mail as (
    insert into mail_messages (id, kind, organization_id, user_id, invitation_id, to_address, idempotency_key, content,
      created_at, updated_at)
    select ${ids.mailId}, 'invitation', gate.organization_id, person.id, invitation.id, person.email,
      ${invitationMailKey(ids.invitationId, 1, 0)},
      gate.frame || jsonb_build_object('kind', 'invitation', 'organizationName', gate.organization_name,
        'inviterName', ${inviterSql(inviting)}, 'roleNames', gate.role_names, 'invitationId', invitation.id, 'generation', 1,
        'expiresAt', to_char(invitation.expires_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')),
      ${ctx.now}::timestamptz, ${ctx.now}::timestamptz
    from gate, invitation, person returning id)`;
}
