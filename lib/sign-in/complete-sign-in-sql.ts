import { Prisma } from '@/prisma/generated/client';
import { auditColumns, auditValues, notifySql } from '../audit/record';
import type { Ctx } from '../authz/context';
import { prepared } from '../db';
import { memberData, personData } from '../events/event-data';
import type { EventType } from '../events/event-type';
import { fanOutSql, insertEventSql } from '../events/publish-sql';
import { enforcesSsoSql, isOwnConnectionSql } from '../sessions/needs-sso-sql';
import { absoluteEndSql, idleEndSql } from '../sessions/session-policy';
import { clientSql, logSignInSql } from './log-sign-in-sql';

export interface NewSession {
  readonly id: string;
  readonly tokenHash: string;
}

/** What came of a sign-in attempt: `session_id` is null when its proof was no longer good. */
export interface CompletedRow {
  readonly method: string;
  readonly return_to: string | null;
  readonly invitation_id: string | null;
  readonly invitation_generation: number | null;
  readonly session_id: string | null;
  readonly accepted_organization_id: string | null;
  readonly notified: number;
  readonly delivery_jobs: number;
}

/**
 * Completes a sign-in in one statement; returns no row when the attempt is unknown, used or too old. Locks are taken
 * membership, invitation, person, attempt, link (each step reads the one before it), as by whoever removes a person
 * together with their attempts and links. Of several attempts on one invitation or link exactly one finds it open. The
 * outer query reads the notification and the jobs, which would not run otherwise.
 */
export function completeSignInSql(ctx: Ctx, secretHash: string, session: NewSession): Prisma.Sql {
  return Prisma.sql`${prepared}
    with ${lockSql(ctx, secretHash)},
    attempt as (
      update sign_in_attempts a set consumed_at = ${ctx.now}::timestamptz, session_id = ${session.id} from locked
      where a.secret_hash = ${secretHash} and a.user_id = locked.user_id and a.consumed_at is null
        and a.expires_at > ${ctx.now}::timestamptz
      returning a.*),
    link as (
      update sign_in_links l set consumed_at = ${ctx.now}::timestamptz from attempt
      where l.id = attempt.link_id and l.consumed_at is null returning l.id),
    ${openSql},
    ${acceptSql(ctx)},
    allowed as (
      select attempt.* from open attempt
      where (attempt.method <> 'invitation' or exists (select 1 from accepted))
        and (attempt.link_id is null or exists (select 1 from link))
        and (attempt.organization_id is null or exists (select 1 from accepted) or exists (
          select 1 from memberships m where m.organization_id = attempt.organization_id
            and m.user_id = attempt.user_id and m.status = 'ACTIVE'))),
    person as (
      update users u set last_login_at = ${ctx.now}::timestamptz,
        email_verified_at = coalesce(u.email_verified_at, ${ctx.now}::timestamptz)
      from allowed where u.id = allowed.user_id
      returning u.*, coalesce(u.display_name, nullif(concat_ws(' ', u.given_name, u.family_name), ''), u.email) as name),
    ${identitySql(ctx)},
    ${sessionSql(ctx, session)},
    ${auditSql(ctx, session)},
    ${eventsSql(ctx)},
    ${logSignInSql(ctx)},
    notified as (
      select ${notifySql(Prisma.sql`told.organization_id`)} from (
        select organization_id from accepted union select organization_id from logged) told
      where told.organization_id is not null)
    select attempt.method, attempt.return_to, attempt.invitation_id, attempt.invitation_generation,
      (select id from started) as session_id, (select organization_id from accepted) as accepted_organization_id,
      (select count(*)::int from notified) as notified, (select count(*)::int from delivery_jobs) as delivery_jobs
    from attempt`;
}

/** Nothing is changed here: the attempt is only read, what it names is locked, and `locked` is there when all of it is. */
function lockSql(ctx: Ctx, secretHash: string): Prisma.Sql {
  return Prisma.sql`proof as (
      select user_id, invitation_id from sign_in_attempts
      where secret_hash = ${secretHash} and consumed_at is null and expires_at > ${ctx.now}::timestamptz),
    target as (
      select m.id as membership_id, i.id as invitation_id
      from proof
      join invitations i on i.id = proof.invitation_id
      join memberships m on m.id = i.membership_id and m.user_id = proof.user_id
      for update of m, i),
    locked as (
      select u.id as user_id, u.last_login_at is null as is_first from proof join users u on u.id = proof.user_id
      where (select count(*) from target) >= 0
      for no key update of u)`;
}

/** An attempt that an identity provider proved counts while its connection is on. */
const openSql = Prisma.sql`open as (
      select attempt.* from attempt
      where attempt.connection_id is null or exists (
        select 1 from connections c join organizations o on o.id = c.organization_id
        where c.id = attempt.connection_id and c.enabled and o.sso_enabled))`;

/**
 * The invitation becomes accepted and that one membership active: both or neither, and no other membership. One whose
 * seat was given away has expired, whatever this machine's clock says. An organization that enforces its identity
 * provider is joined by it alone (product rule 7).
 */
function acceptSql(ctx: Ctx): Prisma.Sql {
  return Prisma.sql`accepted as (
      update invitations i set accepted_at = ${ctx.now}::timestamptz from target, open attempt
      where i.id = target.invitation_id and i.generation = attempt.invitation_generation and i.accepted_at is null
        and i.revoked_at is null and i.expires_at > ${ctx.now}::timestamptz and i.seat_held
        and (attempt.link_id is null or exists (select 1 from link))
        and not exists (select 1 from organizations o where o.id = i.organization_id and ${enforcesSsoSql}
          and not ${isOwnConnectionSql(Prisma.sql`attempt.connection_id`)})
      returning i.id, i.organization_id, i.membership_id, i.email),
    joined as (
      update memberships m set status = 'ACTIVE', joined_at = ${ctx.now}::timestamptz,
        last_seen_at = ${ctx.now}::timestamptz, updated_at = ${ctx.now}::timestamptz
      from accepted where m.id = accepted.membership_id and m.status = 'PENDING_INVITE'
      returning m.*)`;
}

/** Who it is at the identity provider is this person from now on; that the identity was removed earlier is forgotten. */
function identitySql(ctx: Ctx): Prisma.Sql {
  return Prisma.sql`identified as (
      insert into identities (connection_id, subject, user_id, email, created_at, last_login_at, proven_at)
      select allowed.connection_id, allowed.identity_subject, person.id, person.email, ${ctx.now}::timestamptz,
        ${ctx.now}::timestamptz, case when allowed.proves_person then ${ctx.now}::timestamptz end
      from allowed, person
      where allowed.identity_subject is not null
        and exists (select 1 from connections where id = allowed.connection_id)
      on conflict (connection_id, subject) do update set last_login_at = excluded.last_login_at,
        proven_at = coalesce(excluded.proven_at, identities.proven_at)
      where identities.user_id = excluded.user_id
      returning connection_id, subject),
    forgiven as (
      delete from removed_identities r using identified
      where r.connection_id = identified.connection_id and r.subject = identified.subject)`;
}

/**
 * The session belongs to the organization that was joined, or whose identity provider it was, else to the only one; the
 * browser's old session ends.
 */
function sessionSql(ctx: Ctx, session: NewSession): Prisma.Sql {
  const replaced = ctx.actor.kind === 'user' ? ctx.actor.sessionId : '';
  const chosen = Prisma.sql`chosen.organization_id`;
  const absoluteEnd = absoluteEndSql(Prisma.sql`${ctx.now}::timestamptz`, chosen);
  return Prisma.sql`started as (
      insert into sessions (id, token_hash, user_id, organization_id, expires_at, absolute_expires_at, created_at,
        last_seen_at, ip, user_agent, method, connection_id)
      select ${session.id}, ${session.tokenHash}, person.id, chosen.organization_id, least(${idleEndSql(ctx.now, chosen)}, ${absoluteEnd}), ${absoluteEnd},
        ${ctx.now}::timestamptz, ${ctx.now}::timestamptz, ${ctx.ip}, ${ctx.userAgent}, allowed.method,
        allowed.connection_id
      from person, allowed, lateral (
        select coalesce((select organization_id from accepted), allowed.organization_id, (
          select min(m.organization_id) from memberships m where m.user_id = person.id and m.status = 'ACTIVE'
          having count(*) = 1)) as organization_id) chosen
      returning id, user_id, organization_id),
    replaced as (delete from sessions s using started where s.id = ${replaced})`;
}

function auditSql(ctx: Ctx, session: NewSession): Prisma.Sql {
  const actor = { id: Prisma.sql`person.id`, name: Prisma.sql`person.name` };
  const accepted = auditValues(ctx, {
    action: 'invitation.accepted',
    organizationId: Prisma.sql`accepted.organization_id`,
    targetKind: 'invitation',
    targetId: Prisma.sql`accepted.id`,
    targetName: Prisma.sql`accepted.email`,
    changes: Prisma.sql`jsonb_build_object('before', jsonb_build_object('status', 'PENDING_INVITE'), 'after', jsonb_build_object('status', 'ACTIVE'))`,
    actor,
  });
  const signedIn = auditValues(ctx, {
    action: 'user.signed_in',
    organizationId: Prisma.sql`null`,
    targetKind: 'user',
    targetId: Prisma.sql`person.id`,
    targetName: Prisma.sql`person.email`,
    changes: Prisma.sql`jsonb_build_object('after', jsonb_strip_nulls(jsonb_build_object('method', allowed.method,
      'session', ${session.id}::text, 'connection', allowed.connection_id,
      'organization', started.organization_id, 'client', ${clientSql(Prisma.sql`allowed`)})))`,
    actor,
  });
  return Prisma.sql`audited_acceptance as (
      insert into audit_events (${auditColumns}) select ${accepted} from person, accepted),
    audited as (
      insert into audit_events (${auditColumns}) select ${signedIn} from person, allowed, started)`;
}

/** Who joined is told before who signed in; a person's first sign-in ever is a sign-up too. */
function eventsSql(ctx: Ctx): Prisma.Sql {
  const person = Prisma.sql`jsonb_build_object('user', ${personData})`;
  const event = (type: EventType, data: Prisma.Sql, from: Prisma.Sql) =>
    insertEventSql(ctx, { type, organizationId: Prisma.sql`started.organization_id`, data }, from);
  const [joined, signedUp, signedIn] = [
    event(
      'user.organization_membership_created',
      memberData(ctx.now),
      Prisma.sql`person, started, joined membership join organizations organization on organization.id = membership.organization_id`,
    ),
    event('user.signup', person, Prisma.sql`person, started, locked where locked.is_first`),
    event('user.login', person, Prisma.sql`person, started`),
  ];
  return Prisma.sql`published_joining as (${joined}),
    published_sign_up as (${signedUp}),
    published_sign_in as (${signedIn}),
    published as (
      select * from published_joining union all select * from published_sign_up union all select * from published_sign_in),
    ${fanOutSql(ctx, Prisma.sql`published`)}`;
}
