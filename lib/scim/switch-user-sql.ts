import { Prisma } from '@/prisma/generated/client';
import { auditColumns, auditValues, notifySql } from '../audit/record';
import type { Ctx, DirectoryActor } from '../authz/context';
import { prepared } from '../db';
import { directoryUserData } from '../events/directory-data';
import { memberData } from '../events/event-data';
import { fanOutSql, insertEventSql } from '../events/publish-sql';
import { releasedSeatsSql } from '../organizations/seats';
import { endedSessionsSql, liveSessionsSql } from '../sessions/end-sessions-of-member';
import { requestSql, type ScimRequest } from './record-request';
import { domainOfSql, isOwnDomainSql, isUserSql } from './user-columns';
import { userRecordColumns } from './user-record';

export interface UserSwitch {
  readonly userId: string;
  readonly active: boolean;
  readonly request: ScimRequest;
}

/**
 * Turns a user and their member off or on in one statement: user, membership, seat, sessions, API tokens, log, audit row and
 * events. No row comes back, and nothing is written, where there is more to decide: who is no member, pending, so already,
 * an admin, of a domain that is not verified any more, or was changed since the statement began. Locks are taken organization, user, membership. The outer query reads
 * the jobs and the notification, which would not run otherwise.
 */
export function switchUserSql(ctx: Ctx, actor: DirectoryActor, user: UserSwitch): Prisma.Sql {
  const now = Prisma.sql`${ctx.now}::timestamptz`;
  const value = Prisma.sql`to_jsonb(${user.active}::boolean)`;
  return Prisma.sql`${prepared}
    with ${lockedSql(actor, user)},
    touched as (
      update directories d set users_changed_at = ${now} from locked where d.id = ${actor.directoryId}),
    ${user.active ? restoredSql(ctx, actor) : suspendedSql(ctx, actor)},
    directory_user as (
      update directory_users u set active = ${user.active}::boolean, version = u.version + 1, updated_at = ${now},
        resource = jsonb_set(u.resource, '{active}', ${value}), searched = jsonb_set(u.searched, '{active}', ${value})
      from membership where u.id = ${user.userId} returning u.*),
    person as (select p.* from users p join membership on membership.user_id = p.id),
    ${auditedSql(ctx, actor, user)},
    logged as (
      ${requestSql(ctx, user.request, { status: 200, subject: null, outcome: outcomeOf(user) }, Prisma.sql`directory_user`, { subject: Prisma.sql`(select email from person)` })}),
    ${eventsSql(ctx)},
    notified as (select ${notifySql(actor.organizationId)} from membership)
    select ${userRecordColumns}, (select count(*)::int from delivery_jobs) as delivery_jobs,
      (select count(*)::int from notified) as notified
    from directory_user u`;
}

/**
 * The user and the membership as they are now. An admin is left to whoever can count the others; that somebody became one
 * while the statement waited shows in the membership, of which `seen` is what was there before.
 */
function lockedSql(
  { organizationId, directoryId }: DirectoryActor,
  { userId, active }: UserSwitch,
): Prisma.Sql {
  const isAdmin = Prisma.sql`exists (
    select 1 from membership_roles held join roles r on r.id = held.role_id
    where held.membership_id = m.id and r.effective_permissions @> array['members:manage'])`;
  const mayReturn = Prisma.sql`m.status = 'INACTIVE'
    and ${isOwnDomainSql(organizationId, domainOfSql(Prisma.sql`m.email_key`))}`;
  return Prisma.sql`seen as materialized (
      select m.id, m.updated_at from directory_users u join memberships m on m.id = u.membership_id
      where ${isUserSql(userId, directoryId)}),
    organization as materialized (select o.id from organizations o where o.id = ${organizationId} for update),
    locked as (
      select m.id, m.user_id
      from organization, seen
      join memberships m on m.id = seen.id and m.updated_at = seen.updated_at
      join directory_users u on u.membership_id = m.id
      where ${isUserSql(userId, directoryId)} and u.active <> ${active}::boolean
        and m.organization_id is not distinct from organization.id
        and ${active ? mayReturn : Prisma.sql`m.status = 'ACTIVE' and not ${isAdmin}`}
      for update of u, m)`;
}

function suspendedSql(ctx: Ctx, { organizationId }: DirectoryActor): Prisma.Sql {
  const now = Prisma.sql`${ctx.now}::timestamptz`;
  return Prisma.sql`membership as (
      update memberships m set status = 'INACTIVE', deactivated_at = ${now}, updated_at = ${now}
      from locked where m.id = locked.id returning m.*),
    seat as (
      update organizations o set seats_used = o.seats_used - 1 from membership
      where o.id = membership.organization_id returning o.*),
    ${endedSessionsSql(Prisma.sql`(select user_id from membership)`, organizationId)},
    tokens as (
      update api_tokens t set ended_at = ${now}, updated_at = ${now} from membership
      where t.membership_id = membership.id and t.ended_at is null returning 1)`;
}

function restoredSql(ctx: Ctx, { organizationId }: DirectoryActor): Prisma.Sql {
  return Prisma.sql`${releasedSeatsSql(ctx, organizationId)},
    seat as (
      update organizations o set seats_used = o.seats_used + 1 - (select count(*) from released)::int
      from locked where o.id = ${organizationId} returning o.*),
    membership as (
      update memberships m set status = 'ACTIVE', deactivated_at = null, updated_at = ${ctx.now}::timestamptz
      from locked, seat where m.id = locked.id returning m.*)`;
}

function auditedSql(ctx: Ctx, { organizationId }: DirectoryActor, { active }: UserSwitch): Prisma.Sql {
  const after = active
    ? Prisma.sql`'{"status": "ACTIVE"}'::jsonb`
    : Prisma.sql`jsonb_build_object('status', 'INACTIVE', 'sessionsEnded', ${liveSessionsSql(ctx)},
        'apiTokensEnded', (select count(*)::int from tokens))`;
  return Prisma.sql`audited as (
      insert into audit_events (${auditColumns})
      select ${auditValues(ctx, {
        action: active ? 'membership.reactivated' : 'membership.deactivated',
        organizationId: Prisma.sql`${organizationId}`,
        targetKind: 'membership',
        targetId: Prisma.sql`membership.id`,
        targetName: Prisma.sql`person.email`,
        changes: Prisma.sql`jsonb_build_object('before',
          jsonb_build_object('status', ${active ? 'INACTIVE' : 'ACTIVE'}::text), 'after', ${after})`,
      })} from membership, person)`;
}

function outcomeOf({ active }: UserSwitch) {
  return active ? 'member_reactivated' : 'member_deactivated';
}

function eventsSql(ctx: Ctx): Prisma.Sql {
  const organizationId = Prisma.sql`organization.id`;
  const member = {
    type: 'user.organization_membership_updated',
    organizationId,
    data: memberData(ctx.now),
  } as const;
  const user = {
    type: 'organization.directory.user_updated',
    organizationId,
    data: directoryUserData(),
  } as const;
  return Prisma.sql`published_member as (
      ${insertEventSql(ctx, member, Prisma.sql`seat organization, person, membership`)}),
    published_user as (${insertEventSql(ctx, user, Prisma.sql`seat organization, directory_user`)}),
    published as (select * from published_member union all select * from published_user),
    ${fanOutSql(ctx, Prisma.sql`published`)}`;
}
