/** Runs a statement of this file on the connection of the request, prepared under its name. */
export type Run = (
  name: keyof typeof bareStatements,
  values?: readonly unknown[],
) => Promise<Record<string, unknown>[]>;

const groups = `(
  select coalesce(jsonb_agg(jsonb_build_object('value', g.id, 'display', g.display_name)), '[]')
  from directory_group_members held join directory_groups g on g.id = held.group_id
  where held.directory_user_id = u.id) as groups`;
const user = `u.id, u.active, u.resource, u.version, u.created_at, u.updated_at, ${groups}`;

/** What the bare program says to PostgreSQL. */
export const bareStatements = {
  begin: 'begin',
  commit: 'commit',
  secret: `select d.id, d.organization_id as "organizationId", d.name from directory_secrets s
    join directories d on d.id = s.directory_id
    where s.hash = $1 and s.directory_id = $2 and d.enabled and (s.expires_at is null or s.expires_at > now())`,
  limit: `insert into rate_limits (key, count, reset_at) values ($1, 1, now() + interval '1 minute')
    on conflict (key) do update set count = rate_limits.count + 1`,

  get: `select ${user} from directory_users u where u.id = $1 and u.directory_id = $2`,
  find: `select ${user} from directory_users u where u.directory_id = $1 and u.user_name_key = $2`,
  count: 'select user_count from directories where id = $1',
  block: `select block, before from (
      select block, users, sum(users) over (order by block) - users as before
      from directory_user_blocks where directory_id = $1) running
    where before + users >= $2 order by block limit 1`,
  page: `select ${user} from directory_users u where u.directory_id = $1 and u.ordinal >= (
      select ordinal from directory_users where directory_id = $1 and ordinal >= $2::bigint * 1000 order by ordinal limit 1 offset $3)
    order by u.ordinal limit $4`,

  domain: `select 1 from domains where organization_id = $1 and domain = $2 and verified_at is not null`,
  expired: `update invitations set seat_held = false where organization_id = $1 and seat_held and accepted_at is null
    and revoked_at is null and expires_at <= now()`,
  seat: 'update organizations set seats_used = seats_used + $2 where id = $1 returning name',
  role: `select r.id, r.name, r.display_name from organizations o cross join workspace w
    join roles r on r.id = coalesce(o.default_member_role_id, w.default_member_role_id) where o.id = $1`,
  person: `insert into users (id, email, email_key, given_name, family_name, display_name, created_at, updated_at)
    values ($1, $2, $2, $3, $4, $5, $6, $6)`,
  membership: `insert into memberships (id, organization_id, user_id, email_key, status, provisioning_method, joined_at, created_at,
      updated_at)
    values ($1, $2, $3, $4, 'ACTIVE', 'scim', $5, $5, $5)`,
  given: `insert into membership_roles (membership_id, role_id, organization_id, source) values ($1, $2, $3, 'DEFAULT')`,
  forgiven: 'delete from removals where organization_id = $1 and email_key = $2',
  counted: `update directories set user_count = user_count + 1, last_ordinal = last_ordinal + 1, users_changed_at = $2
    where id = $1 returning last_ordinal`,
  created: `insert into directory_users (id, directory_id, organization_id, ordinal, user_name, user_name_key, external_id, email,
      email_key, resource, searched, membership_id, created_at, updated_at)
    values ($1, $2, $3, $4, $5, $5, $6, $5, $5, $7, $8, $9, $10, $10)`,
  blocked: `insert into directory_user_blocks (directory_id, block, users) values ($1, $2, 1)
    on conflict (directory_id, block) do update set users = directory_user_blocks.users + 1`,

  locked: `select m.id as "membershipId", m.user_id as "userId", m.email_key as email, o.name
    from directory_users u join memberships m on m.id = u.membership_id join organizations o on o.id = m.organization_id
    where u.id = $1 and u.directory_id = $2 for update of o, u, m`,
  admin: `select 1 from membership_roles held join roles r on r.id = held.role_id
    where held.membership_id = $1 and r.effective_permissions @> array['members:manage']`,
  switched: `update directory_users u set active = $2::boolean, version = version + 1, updated_at = $3,
      resource = jsonb_set(resource, '{active}', to_jsonb($2::boolean)),
      searched = jsonb_set(searched, '{active}', to_jsonb($2::boolean))
    where id = $1 returning ${user}`,
  status: `update memberships set status = $2, deactivated_at = $3, updated_at = $4 where id = $1`,
  touched: 'update directories set users_changed_at = $2 where id = $1',
  grants: 'delete from oidc_grants where user_id = $1 and organization_id = $2',
  sessions: `delete from sessions where user_id = $1 and (organization_id = $2 or not exists (
    select 1 from memberships m where m.user_id = $1 and m.organization_id <> $2 and m.status = 'ACTIVE'))`,
  tokens:
    'update api_tokens set ended_at = $2, updated_at = $2 where membership_id = $1 and ended_at is null',
  roles: `select r.id, r.name, r.display_name from membership_roles held join roles r on r.id = held.role_id
    where held.membership_id = $1`,

  known: 'select 1 from directory_users where id = $1 and directory_id = $2',
  group: `select g.id, g.display_name as name, exists (select 1 from directory_role_mappings m where m.group_id = g.id) as mapped
    from directory_groups g where g.id = $1 and g.directory_id = $2 for update of g`,
  joined: `insert into directory_group_members (group_id, directory_user_id) values ($1, $2) on conflict do nothing returning 1`,
  left: 'delete from directory_group_members where group_id = $1 and directory_user_id = $2 returning 1',
  moved: `update directory_groups set member_count = member_count + $2, version = version + 1, updated_at = $3 where id = $1
    returning member_count`,

  following: `select m.id as "membershipId", m.user_id as "userId", m.email_key as email, o.name
    from directory_users u join memberships m on m.id = u.membership_id join organizations o on o.id = m.organization_id
    where u.id = $1 and o.id = $2 for update of o, m`,
  mapping: `select line.role_id as "roleId", 'group ' || g.display_name as reason from directory_group_members held
    join directory_role_mappings line on line.group_id = held.group_id join directory_groups g on g.id = held.group_id
    where held.directory_user_id = $1 and line.directory_id = $2 order by line.position limit 1`,
  taken: 'delete from membership_roles where membership_id = $1 and role_id <> $2',
  followed: `insert into membership_roles (membership_id, role_id, organization_id, source, reason) values ($1, $2, $3, $4::role_source, $5)
    on conflict (membership_id, role_id) do update set source = excluded.source, reason = excluded.reason`,
  changed: 'update memberships set updated_at = $2 where id = $1',

  log: `insert into directory_requests (id, directory_id, at, method, path, status, subject, outcome, body, request_id)
    values ($1, $2, $3, $4, $5, 200, $6, $7, $8, 'bench')`,
  audit: `insert into audit_events (id, at, organization_id, action, actor_kind, actor_id, actor_name, target_kind, target_id,
      target_name, changes, ip, request_id)
    values ($1, $2, $3, $4, 'directory', $5, $6, 'membership', $7, $8, $9, '127.0.0.1', 'bench')`,
  event: `insert into events (id, type, organization_id, occurred_at, data) values ($1, $2, $3, $4, $5)`,
  endpoints: `select id from webhook_endpoints where enabled and (cardinality(types) = 0 or types && $1::text[])`,
  notify: `select pg_notify('usher_changes', $1)`,
} as const;
