import { Prisma } from '@/prisma/generated/client';
import { auditColumns, auditValues, notifySql } from '../audit/record';
import type { Ctx, DirectoryActor } from '../authz/context';
import { prepared } from '../db';
import { directoryUserData } from '../events/directory-data';
import { memberData } from '../events/event-data';
import { fanOutSql, insertEventSql } from '../events/publish-sql';
import { membershipSql, type NewMembership, personSql, seatSql } from '../memberships/new-membership-sql';
import { domainOf, type EmailAddress } from '../users/email-address';
import { possibleNames } from './follow-names';
import { saidMetadata } from './map-user';
import type { UserInput } from './read-user';
import { type RequestOutcome, requestSql, type ScimRequest } from './record-request';
import { isOwnDomainSql, userColumns, userValuesSql } from './user-columns';
import { keptOutcome } from './why-no-member';

export interface NewDirectoryUser {
  readonly id: string;
  readonly membershipId: string;
  readonly user: UserInput;
  readonly request: ScimRequest;
  /** What the log says of it; without: what follows from the user. */
  readonly outcome?: RequestOutcome;
}

export interface CreatedRow {
  readonly id: string;
  readonly delivery_jobs: number;
  readonly notified: number;
}

/**
 * Adds somebody whom nobody here knows yet, as a member with the default role: seat, person, membership, user of the
 * directory, log, audit row and events. No row comes back, and nothing is written, where the address is in no verified
 * domain or somebody has it already; constraints refuse a name that is taken and a seat over the cap. The outer query
 * reads the jobs and the notification, which would not run otherwise. `limit 1` tells the planner what to expect: else it
 * takes each run for a long one, and plans it anew.
 */
export function createMemberSql(
  ctx: Ctx,
  actor: DirectoryActor,
  email: EmailAddress,
  created: NewDirectoryUser,
): Prisma.Sql {
  const { organizationId } = actor;
  const { user } = created;
  const person = {
    organizationId,
    email: email.address,
    roleIds: [],
    ...possibleNames(user.names),
    membershipMetadata: saidMetadata(user),
  };
  const membership: NewMembership = {
    id: created.membershipId,
    status: 'ACTIVE',
    provisioningMethod: 'scim',
    joinedAt: ctx.now,
    roleSource: 'DEFAULT',
  };
  return Prisma.sql`${prepared}
    with gate as (
      select o.*, o.id as organization_id, role.id as role_id, role.display_name as role_name
      from organizations o cross join workspace w
      join roles role on role.id = coalesce(o.default_member_role_id, w.default_member_role_id)
      where o.id = ${organizationId} and ${isOwnDomainSql(organizationId, domainOf(email.key))}
        and not exists (select 1 from users where email_key = ${email.key})
      limit 1 for update of o),
    ${seatSql(ctx)},
    ${countedSql(ctx, actor, Prisma.sql`seat`)},
    ${personSql(ctx, person, email.key)},
    ${membershipSql(ctx, person, email.key, membership)},
    given_default as (
      insert into membership_roles (membership_id, role_id, organization_id, source)
      select membership.id, gate.role_id, gate.organization_id, 'DEFAULT' from gate, membership),
    ${insertedSql(ctx, actor, created, Prisma.sql`membership.id from counted, membership`)},
    audited as (
      insert into audit_events (${auditColumns})
      select ${auditValues(ctx, {
        action: 'membership.created',
        organizationId: Prisma.sql`gate.organization_id`,
        targetKind: 'membership',
        targetId: Prisma.sql`membership.id`,
        targetName: Prisma.sql`person.email`,
        changes: Prisma.sql`jsonb_build_object('after', jsonb_build_object('status', 'ACTIVE', 'roles', gate.role_name, 'source', 'scim'))`,
      })} from gate, membership, person),
    ${eventsSql(ctx)},
    notified as (select ${notifySql(organizationId)} from membership)
    select directory_user.id, (select count(*)::int from delivery_jobs) as delivery_jobs,
      (select count(*)::int from notified) as notified
    from directory_user`;
}

/** The same for somebody who is no member: they are off, or have no address. None of another's membership is touched. */
export function createKnownSql(ctx: Ctx, actor: DirectoryActor, created: NewDirectoryUser): Prisma.Sql {
  const { organizationId } = actor;
  const { email } = created.user;
  const isTheirs = email
    ? Prisma.sql`and ${isOwnDomainSql(organizationId, domainOf(email.key))} and not exists (
        select 1 from memberships where organization_id = ${organizationId} and email_key = ${email.key})`
    : Prisma.empty;
  const event = {
    type: 'organization.directory.user_created',
    organizationId: Prisma.sql`directory_user.organization_id`,
    data: directoryUserData(),
  } as const;
  return Prisma.sql`${prepared}
    with gate as (
      select o.id as organization_id from organizations o where o.id = ${organizationId} ${isTheirs} limit 1 for update of o),
    ${countedSql(ctx, actor, Prisma.sql`gate`)},
    ${insertedSql(ctx, actor, created, Prisma.sql`null from counted`)},
    published as (${insertEventSql(ctx, event, Prisma.sql`directory_user`)}),
    ${fanOutSql(ctx, Prisma.sql`published`)},
    notified as (select ${notifySql(organizationId)} from directory_user)
    select directory_user.id, (select count(*)::int from delivery_jobs) as delivery_jobs,
      (select count(*)::int from notified) as notified
    from directory_user`;
}

/** The user of a directory alone, whose member there is already; a step of a transaction that holds the locks. */
export function insertUserSql(
  ctx: Ctx,
  actor: DirectoryActor,
  created: NewDirectoryUser,
  membershipId: string | null,
): Prisma.Sql {
  return Prisma.sql`
    with one as (select 1),
    ${countedSql(ctx, actor, Prisma.sql`one`)},
    ${insertedSql(ctx, actor, created, Prisma.sql`${membershipId} from counted`)}
    select id from directory_user`;
}

/** One more, with the next ordinal; locks the directory. */
function countedSql(ctx: Ctx, { directoryId }: DirectoryActor, after: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`counted as (
    update directories d set user_count = d.user_count + 1, last_ordinal = d.last_ordinal + 1,
      users_changed_at = ${ctx.now}::timestamptz
    from ${after} where d.id = ${directoryId} returning d.id, d.organization_id, d.last_ordinal)`;
}

/** `membership` is the id of the membership and where that and `counted` come from. */
function insertedSql(
  ctx: Ctx,
  { directoryId }: DirectoryActor,
  { id, user, request, ...created }: NewDirectoryUser,
  membership: Prisma.Sql,
): Prisma.Sql {
  const outcome = created.outcome ?? (user.active && user.email ? 'user_created' : keptOutcome(user));
  const entry = { status: 201, outcome, subject: user.email?.address ?? user.userName } as const;
  return Prisma.sql`directory_user as (
      insert into directory_users (id, directory_id, organization_id, ordinal, ${userColumns}, created_at, updated_at, membership_id)
      select ${id}, counted.id, counted.organization_id, counted.last_ordinal, ${userValuesSql(user)},
        ${ctx.now}::timestamptz, ${ctx.now}::timestamptz, ${membership}
      returning *),
    block as (
      insert into directory_user_blocks (directory_id, block, users)
      select ${directoryId}, (ordinal / 1000)::int, 1 from directory_user
      on conflict (directory_id, block) do update set users = directory_user_blocks.users + 1),
    logged as (${requestSql(ctx, request, entry, Prisma.sql`directory_user`)})`;
}

/** The user of the directory before the member that they became. */
function eventsSql(ctx: Ctx): Prisma.Sql {
  const organizationId = Prisma.sql`organization.organization_id`;
  const user = insertEventSql(
    ctx,
    {
      type: 'organization.directory.user_created',
      organizationId,
      data: directoryUserData(Prisma.sql`role.id = organization.role_id`),
    },
    Prisma.sql`gate organization, directory_user`,
  );
  const parts = {
    held: Prisma.sql`held.id = organization.role_id`,
    expiresAt: Prisma.sql`null::timestamptz`,
  };
  const member = insertEventSql(
    ctx,
    {
      type: 'user.organization_membership_created',
      organizationId,
      data: memberData(ctx.now, parts),
    },
    Prisma.sql`gate organization, person, membership`,
  );
  return Prisma.sql`published_user as (${user}),
    published_member as (${member}),
    published as (select * from published_user union all select * from published_member),
    ${fanOutSql(ctx, Prisma.sql`published`)}`;
}
