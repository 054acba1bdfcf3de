import { Prisma } from '@/prisma/generated/client';

/**
 * What an event says, as SQL over rows that the statement around calls `organization`, `person`, `membership`, `domain`,
 * `role` and `permission`, whether they come from a table or from a step before that writes them. The objects are those of
 * the API, in snake_case; what is not known is left out.
 */

/** An organization as the API shows it. */
export const organizationData = Prisma.sql`jsonb_strip_nulls(jsonb_build_object(
  'id', organization.id, 'display_name', organization.name, 'region_code', 'US',
  'external_id', organization.external_id, 'slug', organization.slug, 'logo_url', organization.logo_url,
  'metadata', organization.metadata,
  'settings', jsonb_build_object('features', jsonb_build_array(
    jsonb_build_object('name', 'sso', 'enabled', organization.sso_enabled),
    jsonb_build_object('name', 'dir_sync', 'enabled', organization.directory_enabled))),
  'create_time', ${time('organization.created_at')}, 'update_time', ${time('organization.updated_at')}))`;

const names = Prisma.sql`'given_name', person.given_name, 'family_name', person.family_name,
  'first_name', person.given_name, 'last_name', person.family_name,
  'name', coalesce(nullif(person.display_name, ''), nullif(concat_ws(' ', nullif(person.given_name, ''),
    nullif(person.family_name, '')), ''), person.email)`;

/** A person as the API shows them, without their memberships. */
export const personData = Prisma.sql`jsonb_strip_nulls(jsonb_build_object(
  'id', person.id, 'environment_id', (select w.id from workspace w), 'email', person.email,
  'external_id', person.external_id, 'metadata', person.metadata,
  'create_time', ${time('person.created_at')}, 'update_time', ${time('person.updated_at')},
  'last_login_time', ${time('person.last_login_at')},
  'user_profile', jsonb_build_object('id', person.id, ${names},
    'email_verified', person.email_verified_at is not null, 'phone_number', person.phone_number,
    'locale', person.locale, 'gender', person.gender, 'preferred_username', person.preferred_username,
    'picture', person.picture, 'groups', to_jsonb(person.groups), 'metadata', person.profile_metadata,
    'custom_attributes', person.custom_attributes)))`;

/** Which of `roles held` a membership has, and the end of its invitation: a statement may not have written them yet. */
export interface MembershipParts {
  readonly held: Prisma.Sql;
  readonly expiresAt: Prisma.Sql;
}

const written: MembershipParts = {
  held: Prisma.sql`held.id in (select r.role_id from membership_roles r where r.membership_id = membership.id)`,
  expiresAt: Prisma.sql`(
    select i.expires_at from invitations i where i.membership_id = membership.id order by i.id desc limit 1)`,
};

/** A person's part in an organization: both, and the membership inside the person. */
export function memberData(now: Date, { held, expiresAt }: MembershipParts = written): Prisma.Sql {
  return Prisma.sql`jsonb_build_object('organization', ${organizationData}, 'user', ${personData} || jsonb_build_object(
    'membership', (
      select jsonb_strip_nulls(jsonb_build_object(
        'organization_id', organization.id, 'name', organization.name, 'display_name', organization.name,
        'membership_status', case
          when membership.status <> 'PENDING_INVITE' or invitation.expires_at > ${now}::timestamptz
          then membership.status::text else 'INVITE_EXPIRED' end,
        'provisioning_method', membership.provisioning_method, 'metadata', membership.metadata,
        'created_at', ${time('membership.created_at')}, 'join_time', ${time('membership.joined_at')},
        'accepted_at', ${time('membership.joined_at')}, 'expires_at', ${time('invitation.expires_at')})
        || jsonb_build_object('roles', ${rolesHeld(held)}, 'permissions', ${permissionsHeld(held)}))
      from (select ${expiresAt} as expires_at) invitation)))`;
}

function rolesHeld(held: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`(
    select coalesce(jsonb_agg(
      jsonb_build_object('id', held.id, 'name', held.name, 'display_name', held.display_name) order by held.id), '[]')
    from roles held where ${held})`;
}

function permissionsHeld(held: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`(
    select coalesce(jsonb_agg(distinct given.permission collate "C" order by given.permission collate "C"), '[]')
    from roles held cross join unnest(held.effective_permissions) given(permission) where ${held})`;
}

/** A permission as the API shows it. */
export const permissionData = Prisma.sql`jsonb_build_object(
  'id', permission.id, 'name', permission.name, 'description', permission.description,
  'create_time', ${time('permission.created_at')}, 'update_time', ${time('permission.updated_at')})`;

/** A role as the API shows it, with its own permissions. */
export const roleData = Prisma.sql`jsonb_strip_nulls(jsonb_build_object(
  'id', role.id, 'name', role.name, 'display_name', role.display_name, 'description', role.description,
  'extends', (select parent.name from roles parent where parent.id = role.extends_id),
  'is_org_role', role.organization_id is not null,
  'permissions', (
    select coalesce(jsonb_agg(${permissionData} || jsonb_build_object('role_name', role.name) order by permission.name), '[]')
    from permissions permission where permission.name = any(role.permissions))))`;

/** A domain as the API shows it. Its record is no secret: whoever asks the name servers reads it. */
export function domainData(now: Date): Prisma.Sql {
  return Prisma.sql`jsonb_build_object(
    'id', domain.id, 'domain', domain.domain, 'environment_id', (select w.id from workspace w),
    'organization_id', domain.organization_id, 'domain_type', domain.type, 'verification_method', domain.method,
    'verification_status', case
      when domain.verified_at is not null then 'VERIFIED'
      when domain.poll_until > ${now}::timestamptz then 'PENDING' else 'FAILED' end,
    'create_time', ${time('domain.created_at')}, 'update_time', ${time('domain.updated_at')})
    || case when domain.method = 'DNS' then jsonb_build_object(
      'txt_record_key', '_usher-challenge.' || domain.domain, 'txt_record_secret', domain.txt_secret) else '{}' end`;
}

/** RFC 3339, in UTC and to the millisecond, as everything over the API. */
function time(column: string): Prisma.Sql {
  return Prisma.sql`to_char(${Prisma.raw(column)} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
}
