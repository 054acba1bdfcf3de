import { Prisma } from '@/prisma/generated/client';

const time = (column: Prisma.Sql) =>
  Prisma.sql`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/** What the directory sent, where it is not too much for a message that goes out many times. */
const rawAttributes = (resource: Prisma.Sql) =>
  Prisma.sql`case when octet_length(${resource}::text) <= 65536 then jsonb_build_object('raw_attributes', ${resource}) else '{}' end`;

/** How far the row `directory` has come, as server/api/present-directory.ts says it. Both are held to each other by a test. */
const directoryStatus = Prisma.sql`(
  select case when count(*) = 0 then 'DRAFT' when count(s.last_used_at) = 0 then 'IN_PROGRESS' else 'COMPLETED' end
  from directory_secrets s where s.directory_id = directory.id)`;

/** The row `directory` as events show it. */
export const directoryData = Prisma.sql`jsonb_build_object(
  'id', directory.id, 'organization_id', directory.organization_id, 'name', directory.name,
  'directory_type', 'SCIM', 'provider', directory.provider, 'enabled', directory.enabled, 'status', ${directoryStatus},
  'last_sync_at', ${time(Prisma.sql`greatest(directory.users_changed_at, directory.groups_changed_at)`)},
  'create_time', ${time(Prisma.sql`directory.created_at`)}, 'updated_at', ${time(Prisma.sql`directory.updated_at`)})`;

const enterprise = Prisma.sql`directory_user.resource->'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'`;

const heldRoles = Prisma.sql`role.id in (
  select r.role_id from membership_roles r where r.membership_id = directory_user.membership_id)`;

/**
 * The row `directory_user` as events show it: the SCIM attributes by the names that OpenID Connect has for them, and what
 * the directory sent in `raw_attributes`. `held` says which of `roles role` they have: a statement may not have written
 * them yet.
 */
export function directoryUserData(held: Prisma.Sql = heldRoles): Prisma.Sql {
  return Prisma.sql`jsonb_strip_nulls(jsonb_build_object(
  'id', directory_user.id, 'directory_id', directory_user.directory_id,
  'organization_id', directory_user.organization_id, 'active', directory_user.active,
  'email', directory_user.email, 'preferred_username', directory_user.user_name,
  'external_id', directory_user.external_id, 'dp_id', directory_user.external_id,
  'name', coalesce(directory_user.resource->>'displayName', directory_user.resource->'name'->>'formatted'),
  'given_name', directory_user.resource->'name'->>'givenName',
  'family_name', directory_user.resource->'name'->>'familyName',
  'nickname', directory_user.resource->>'nickName', 'profile', directory_user.resource->>'profileUrl',
  'title', directory_user.resource->>'title', 'locale', directory_user.resource->>'locale',
  'language', directory_user.resource->>'preferredLanguage',
  'phone_number', directory_user.resource->'phoneNumbers'->0->>'value',
  'employee_id', ${enterprise}->>'employeeNumber', 'department', ${enterprise}->>'department',
  'division', ${enterprise}->>'division', 'cost_center', ${enterprise}->>'costCenter',
  'organization', ${enterprise}->>'organization', 'manager_id', ${enterprise}->'manager'->>'value',
  'groups', (
    select coalesce(jsonb_agg(jsonb_build_object('id', g.id, 'name', g.display_name) order by g.id), '[]')
    from directory_group_members held join directory_groups g on g.id = held.group_id
    where held.directory_user_id = directory_user.id),
  'roles', (
    select coalesce(jsonb_agg(jsonb_build_object('role_name', role.name) order by role.name), '[]')
    from roles role where ${held}),
  'create_time', ${time(Prisma.sql`directory_user.created_at`)},
  'updated_at', ${time(Prisma.sql`directory_user.updated_at`)}))
  || ${rawAttributes(Prisma.sql`directory_user.resource`)}`;
}

/** The row `directory_group` as events show it, without its members, of whom there may be very many. */
export const directoryGroupData = Prisma.sql`jsonb_strip_nulls(jsonb_build_object(
  'id', directory_group.id, 'directory_id', directory_group.directory_id,
  'organization_id', directory_group.organization_id, 'display_name', directory_group.display_name,
  'external_id', directory_group.external_id, 'total_users', directory_group.member_count,
  'create_time', ${time(Prisma.sql`directory_group.created_at`)},
  'updated_at', ${time(Prisma.sql`directory_group.updated_at`)}))
  || ${rawAttributes(Prisma.sql`directory_group.resource`)}`;
