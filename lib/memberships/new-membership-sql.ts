import { Prisma, type ProvisioningMethod } from '@/prisma/generated/client';
import type { Ctx, Grantable } from '../authz/context';
import { isDisposableDomain, isPublicDomain } from '../domains/mail-domains';
import { memberData } from '../events/event-data';
import type { EventType } from '../events/event-type';
import { fanOutSql, insertEventSql } from '../events/publish-sql';
import { newId } from '../id';
import { domainOf } from '../users/email-address';
import type { NewMemberInput } from './membership.schema';
import type { RoleSource } from './role-source';

/** What differs between a person who is asked to join and one who belongs at once. */
export interface NewMembership {
  readonly id: string;
  readonly status: 'PENDING_INVITE' | 'ACTIVE';
  readonly provisioningMethod: ProvisioningMethod;
  readonly joinedAt: Date | null;
  /** Who decided its roles. */
  readonly roleSource: RoleSource;
  /** Why it has them, by role id. */
  readonly roleReasons?: Readonly<Record<string, string | null>>;
}

/**
 * The steps of a statement that adds a person to an organization, in the order in which locks are taken: `gate`, the
 * seat, `person`, `membership`. The gate locks the organization and has one row if that exists, the roles are grantable
 * and the address is not blocked; else none, and then no later step does anything. `more` adds columns to it.
 */
export function gateSql(
  grantable: Grantable,
  input: NewMemberInput,
  key: string,
  more?: Prisma.Sql,
): Prisma.Sql {
  const domain = domainOf(key);
  return Prisma.sql`gate as (
    select o.*, o.id as organization_id, granted.role_names ${more ? Prisma.sql`, ${more}` : Prisma.empty}
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

/** Gives the seats of expired invitations back and takes one; over the cap the database refuses. */
export function seatSql(ctx: Ctx): Prisma.Sql {
  return Prisma.sql`released as (
      update invitations i set seat_held = false from gate
      where i.organization_id = gate.organization_id and i.seat_held and i.accepted_at is null
        and i.revoked_at is null and i.expires_at <= ${ctx.now}::timestamptz
      returning 1),
    seat as (
      update organizations o set seats_used = o.seats_used + 1 - (select count(*) from released)::int
      from gate where o.id = gate.organization_id returning o.id)`;
}

/** The conflicting update returns, and locks, the row of a person who exists already and changes nothing of it. */
export function personSql(ctx: Ctx, input: NewMemberInput, key: string): Prisma.Sql {
  return Prisma.sql`person as (
    insert into users (id, email, email_key, given_name, family_name, display_name, external_id, locale, phone_number,
      preferred_username, picture, gender, groups, metadata, profile_metadata, custom_attributes, created_at, updated_at)
    select ${newId('user', ctx.now)}, ${input.email}, ${key}, ${input.givenName}, ${input.familyName},
      ${input.displayName}, ${input.externalId ?? null}, ${input.locale ?? null}, ${input.phoneNumber ?? null},
      ${input.preferredUsername ?? null}, ${input.picture ?? null}, ${input.gender ?? null},
      ${input.groups ?? []}::text[], ${toJson(input.metadata)}, ${toJson(input.profileMetadata)},
      ${toJson(input.customAttributes)}, ${ctx.now}::timestamptz, ${ctx.now}::timestamptz from seat
    on conflict (email_key) do update set email_key = excluded.email_key
    returning *)`;
}

/** The membership with its roles; that the person was removed earlier is forgotten. */
export function membershipSql(
  ctx: Ctx,
  input: NewMemberInput,
  key: string,
  membership: NewMembership,
): Prisma.Sql {
  return Prisma.sql`membership as (
    insert into memberships (id, organization_id, user_id, email_key, status, provisioning_method, joined_at, metadata,
      created_at, updated_at)
    select ${membership.id}, gate.organization_id, person.id, ${key}, ${membership.status}::membership_status,
      ${membership.provisioningMethod}::provisioning_method, ${membership.joinedAt}::timestamptz,
      ${toJson(input.membershipMetadata)},
      ${ctx.now}::timestamptz, ${ctx.now}::timestamptz
    from gate, person returning *),
  given as (
    insert into membership_roles (membership_id, role_id, organization_id, source, reason)
    select distinct membership.id, role_id, membership.organization_id, ${membership.roleSource}::role_source,
      ${reasonSql(membership)}
    from membership, unnest(${input.roleIds}::text[]) role_id),
  forgiven as (
    delete from removals using membership
    where removals.organization_id = membership.organization_id and removals.email_key = ${key})`;
}

function reasonSql({ roleReasons }: NewMembership): Prisma.Sql {
  return roleReasons ? Prisma.sql`${JSON.stringify(roleReasons)}::jsonb ->> role_id` : Prisma.sql`null`;
}

/**
 * Tells the application of the new membership; `expiresAt` is the end of its invitation, or null. The outer query must
 * read `delivery_jobs`, or nothing is delivered.
 */
export function membershipEventSql(
  ctx: Ctx,
  input: NewMemberInput,
  { type, expiresAt }: { readonly type: EventType; readonly expiresAt: Prisma.Sql },
): Prisma.Sql {
  const held = Prisma.sql`held.id = any(${input.roleIds}::text[])`;
  const organizationId = Prisma.sql`organization.id`;
  const event = { type, organizationId, data: memberData(ctx.now, { held, expiresAt }) };
  return Prisma.sql`
    published as (${insertEventSql(ctx, event, Prisma.sql`gate organization, person, membership`)}),
    ${fanOutSql(ctx, Prisma.sql`published`)}`;
}

function toJson(pairs: Readonly<Record<string, string>> = {}): Prisma.Sql {
  return Prisma.sql`${JSON.stringify(pairs)}::jsonb`;
}
