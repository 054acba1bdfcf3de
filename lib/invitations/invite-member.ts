import { Prisma } from '@/prisma/generated/client';
import { auditColumns, auditValues, notifySql } from '../audit/record';
import { authorize, grantablePermissions } from '../authz/authorize';
import { type ActingActor, actorUserId, type Ctx } from '../authz/context';
import { prepared, violatedConstraint } from '../db';
import { isDisposableDomain, isPublicDomain } from '../domains/mail-domains';
import { newId } from '../id';
import { sendMailSql } from '../jobs';
import { consumeLimits } from '../limits/consume-limits';
import { frameSql } from '../mail/frame-sql';
import { addressKey, domainOf } from '../users/email-address';
import { explainInviteRefusal } from './explain-invite-refusal';
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

type Row = { user_id: string; email: string; expires_at: Date; jobs: bigint; notified: bigint };

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
  const ids = newInvitationIds(ctx.now);
  try {
    const [row] = await ctx.db.$queryRaw<Row[]>(inviteSql(ctx, actor, input, key, ids));
    if (row) return { ...ids, userId: row.user_id, email: row.email, expiresAt: row.expires_at };
  } catch (error) {
    if (!violatedConstraint(error)) throw error;
    return explainInviteRefusal(ctx, actor, input, key, error);
  }
  return explainInviteRefusal(ctx, actor, input, key);
}

function newInvitationIds(now: Date) {
  return {
    membershipId: newId('membership', now),
    invitationId: newId('invitation', now),
    mailId: newId('mail', now),
  };
}

type Ids = ReturnType<typeof newInvitationIds>;

/**
 * Each step reads the one before it, so that the database runs them, and takes its locks, in this order: what may be
 * done, seats of expired invitations, the seat, the person, the membership, the invitation, the mail. The outer query
 * reads the job and the notification, without which they would not run.
 */
function inviteSql(
  ctx: Ctx,
  actor: ActingActor,
  input: InviteMemberInput,
  key: string,
  ids: Ids,
): Prisma.Sql {
  return Prisma.sql`${prepared}
    with ${gateSql(actor, input, key)},
    released as (
      update invitations i set seat_held = false from gate
      where i.organization_id = gate.organization_id and i.seat_held and i.accepted_at is null
        and i.revoked_at is null and i.expires_at <= ${ctx.now}::timestamptz
      returning 1),
    seat as (
      update organizations o set seats_used = o.seats_used + 1 - (select count(*) from released)::int
      from gate where o.id = gate.organization_id returning o.id),
    ${personSql(ctx, input, key)},
    ${membershipSql(ctx, input, key, ids)},
    ${invitationSql(ctx, actor, key, ids)},
    ${mailSql(ctx, actor, ids)},
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
    job as (select ${sendMailSql(Prisma.sql`mail.id`)} from mail),
    notified as (select ${notifySql(input.organizationId)} from mail)
    select person.id as user_id, person.email, invitation.expires_at,
      (select count(*) from job) as jobs, (select count(*) from notified) as notified
    from person, invitation`;
}

/** Locks the organization. One row if it exists, the roles are grantable and the address is not blocked; else none. */
function gateSql(actor: ActingActor, input: InviteMemberInput, key: string): Prisma.Sql {
  const grantable = grantablePermissions(actor, input.organizationId);
  const domain = domainOf(key);
  return Prisma.sql`gate as (
    select o.id as organization_id, o.name as organization_name, w.application_name,
      coalesce(${input.expiresInSeconds ?? null}::int, o.invitation_ttl_seconds, w.invitation_ttl_seconds) as ttl_seconds,
      granted.role_names, ${frameSql()} as frame
    from organizations o cross join workspace w
    cross join lateral (
      select string_agg(r.display_name, ', ' order by r.display_name) as role_names, count(*) as roles
      from roles r
      where r.id = any(${input.roleIds}::text[]) and (r.organization_id is null or r.organization_id = o.id)
        and (${grantable === 'all'} or r.effective_permissions <@ ${grantable === 'all' ? [] : [...grantable]}::text[])
    ) granted
    where o.id = ${input.organizationId} and granted.roles = ${new Set(input.roleIds).size}
      and not (w.block_public_domains and ${isPublicDomain(domain)})
      and not (w.block_disposable_domains and ${isDisposableDomain(domain)})
    for update of o)`;
}

/** The conflicting update returns, and locks, the row of a person who exists already and changes nothing of it. */
function personSql(ctx: Ctx, input: InviteMemberInput, key: string): Prisma.Sql {
  return Prisma.sql`person as (
    insert into users (id, email, email_key, given_name, family_name, display_name, external_id, phone_number, metadata,
      created_at, updated_at)
    select ${newId('user', ctx.now)}, ${input.email}, ${key}, ${input.givenName}, ${input.familyName},
      ${input.displayName}, ${input.externalId}, ${input.phoneNumber}, ${JSON.stringify(input.metadata)}::jsonb,
      ${ctx.now}::timestamptz, ${ctx.now}::timestamptz from seat
    on conflict (email_key) do update set email_key = excluded.email_key
    returning id, email)`;
}

function membershipSql(ctx: Ctx, input: InviteMemberInput, key: string, ids: Ids): Prisma.Sql {
  return Prisma.sql`membership as (
    insert into memberships (id, organization_id, user_id, email_key, status, provisioning_method, created_at, updated_at)
    select ${ids.membershipId}, gate.organization_id, person.id, ${key}, 'PENDING_INVITE', 'invitation',
      ${ctx.now}::timestamptz, ${ctx.now}::timestamptz
    from gate, person returning id, organization_id),
  given as (
    insert into membership_roles (membership_id, role_id, organization_id)
    select distinct membership.id, role_id, membership.organization_id
    from membership, unnest(${input.roleIds}::text[]) role_id),
  forgiven as (
    delete from removals using membership
    where removals.organization_id = membership.organization_id and removals.email_key = ${key})`;
}

/** Who invites, as the invited person reads it: a program does so in the name of its application. */
function inviterSql(actor: ActingActor): Prisma.Sql {
  return actor.kind === 'client' ? Prisma.sql`gate.application_name` : Prisma.sql`${actor.name}::text`;
}

function invitationSql(ctx: Ctx, actor: ActingActor, key: string, ids: Ids): Prisma.Sql {
  return Prisma.sql`invitation as (
    insert into invitations (id, organization_id, membership_id, email, email_key, generation, ttl_seconds, expires_at,
      inviter_id, inviter_name, client_id, created_at, last_sent_at)
    select ${ids.invitationId}, gate.organization_id, membership.id, person.email, ${key}, 1, gate.ttl_seconds,
      ${ctx.now}::timestamptz + make_interval(secs => gate.ttl_seconds), ${actorUserId(actor)}, ${inviterSql(actor)},
      ${actor.kind === 'client' ? actor.clientId : null}, ${ctx.now}::timestamptz, ${ctx.now}::timestamptz
    from gate, membership, person returning id, expires_at)`;
}

function mailSql(ctx: Ctx, actor: ActingActor, ids: Ids): Prisma.Sql {
  return Prisma.sql`mail as (
    insert into mail_messages (id, kind, organization_id, user_id, invitation_id, to_address, idempotency_key, content,
      created_at, updated_at)
    select ${ids.mailId}, 'invitation', gate.organization_id, person.id, invitation.id, person.email,
      ${invitationMailKey(ids.invitationId, 1, 0)},
      gate.frame || jsonb_build_object('kind', 'invitation', 'organizationName', gate.organization_name,
        'inviterName', ${inviterSql(actor)}, 'roleNames', gate.role_names, 'invitationId', invitation.id, 'generation', 1,
        'expiresAt', to_char(invitation.expires_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')),
      ${ctx.now}::timestamptz, ${ctx.now}::timestamptz
    from gate, invitation, person returning id)`;
}
