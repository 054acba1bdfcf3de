import { hashToken } from '@/lib/crypto';
import type { Database } from '@/lib/db';
import { newId } from '@/lib/id';

export interface SeededDirectory {
  readonly id: string;
  readonly secret: string;
  readonly domain: string;
  readonly size: number;
  /** The id of its nth user. */
  readonly userId: (n: number) => string;
}

/**
 * A directory that is on, of an organization with a verified domain, and so many people whom it has made members. Written by
 * SQL, since a sync of a million people takes an hour; the rows are those that POST leaves.
 */
export async function seedDirectory(db: Database, size: number): Promise<SeededDirectory> {
  const [organizationId, id, domain] = [newId('organization'), newId('directory'), `d${size}.example.com`];
  const secret = `secret-of-the-directory-of-${size}-which-only-the-bench-uses`;
  const names = { organizationId, name: 'Okta', provider: 'OKTA' } as const;
  await db.organization.create({
    data: { id: organizationId, name: `Directory of ${size}`, seatsUsed: size },
  });
  await db.domain.create({
    data: {
      id: newId('domain'),
      organizationId,
      domain,
      type: 'ORGANIZATION_DOMAIN',
      method: 'DNS',
      txtSecret: 'bench',
      verifiedAt: new Date(),
    },
  });
  await db.directory.create({ data: { id, ...names, enabled: true, userCount: size, lastOrdinal: size } });
  await db.directorySecret.create({
    data: { id: newId('directorySecret'), directoryId: id, hash: hashToken(secret), suffix: 'uses' },
  });
  const first = 1_800_000_000_000_000_000n + BigInt(size) * 10_000_000n;
  await insertMembers(db, { organizationId, domain, size, first });
  await insertUsers(db, { id, organizationId, size, first });
  return { id, secret, domain, size, userId: (n) => `diruser_${first + BigInt(n)}` };
}

/** A group of the first users of a directory, which gives no role. */
export async function seedGroup(db: Database, directory: SeededDirectory, members: number): Promise<string> {
  const id = newId('directoryGroup');
  const displayName = `Group of ${members}`;
  await db.$executeRaw`
    with directory as (
      update directories set group_count = group_count + 1, last_ordinal = last_ordinal + 1 where id = ${directory.id}
      returning *),
    directory_group as (
      insert into directory_groups (id, directory_id, organization_id, ordinal, display_name, display_name_key, resource, searched,
        member_count)
      select ${id}, id, organization_id, last_ordinal, ${displayName}::text, lower(${displayName}::text),
        jsonb_build_object('displayName', ${displayName}::text),
        jsonb_build_object('displayname', lower(${displayName}::text)), ${members}::int
      from directory returning id)
    insert into directory_group_members (group_id, directory_user_id)
    select directory_group.id, u.id from directory_group, directory_users u
    where u.directory_id = ${directory.id} and u.ordinal <= ${members}::int`;
  return id;
}

/** A group of the first users of a directory, which gives a role of its own to whoever comes from now on. */
export async function seedMappedGroup(
  db: Database,
  directory: SeededDirectory,
  members: number,
): Promise<string> {
  const groupId = await seedGroup(db, directory, members);
  const roleId = newId('role');
  const name = `role_of_${members}`;
  const { organizationId } = await db.directoryGroup.findUniqueOrThrow({ where: { id: groupId } });
  await db.role.create({
    data: { id: roleId, organizationId, name, displayName: name, description: '' },
  });
  const position = await db.directoryRoleMapping.count({ where: { directoryId: directory.id } });
  await db.directoryRoleMapping.create({ data: { directoryId: directory.id, groupId, roleId, position } });
  return groupId;
}

interface Seed {
  readonly organizationId: string;
  readonly size: number;
  readonly first: bigint;
}

async function insertMembers(
  db: Database,
  { organizationId, domain, size, first }: Seed & { readonly domain: string },
): Promise<void> {
  await db.$executeRaw`
    with people as (
      insert into users (id, email, email_key, given_name, family_name)
      select 'usr_' || ${first}::bigint + n, email, email, 'Person', 'Number ' || n
      from generate_series(1, ${size}::int) n cross join lateral (select 'person.' || n || '@' || ${domain}::text as email) address
      returning id, email_key),
    members as (
      insert into memberships (id, organization_id, user_id, email_key, status, provisioning_method, joined_at)
      select 'mem_' || substr(id, 5), ${organizationId}, id, email_key, 'ACTIVE', 'scim', now() from people returning id)
    insert into membership_roles (membership_id, role_id, organization_id, source)
    select id, 'role_1000000000000000002', ${organizationId}, 'DEFAULT' from members`;
}

async function insertUsers(
  db: Database,
  { id, organizationId, size, first }: Seed & { readonly id: string },
): Promise<void> {
  await db.$executeRaw`
    insert into directory_users (id, directory_id, organization_id, ordinal, user_name, user_name_key, external_id, email, email_key,
      resource, searched, membership_id)
    select 'diruser_' || ${first}::bigint + n, ${id}, ${organizationId}, n, m.email_key, m.email_key, external_id, m.email_key, m.email_key,
      jsonb_build_object('schemas', jsonb_build_array('urn:ietf:params:scim:schemas:core:2.0:User'), 'userName', m.email_key,
        'externalId', external_id, 'active', true, 'displayName', 'Person Number ' || n,
        'name', jsonb_build_object('givenName', 'Person', 'familyName', 'Number ' || n),
        'emails', jsonb_build_array(jsonb_build_object('value', m.email_key, 'type', 'work', 'primary', true))),
      jsonb_build_object('schemas', jsonb_build_array('urn:ietf:params:scim:schemas:core:2.0:user'), 'username', m.email_key,
        'externalid', external_id, 'active', true, 'displayname', 'person number ' || n,
        'name', jsonb_build_object('givenname', 'person', 'familyname', 'number ' || n),
        'emails', jsonb_build_array(jsonb_build_object('value', m.email_key, 'type', 'work', 'primary', true))),
      m.id
    from generate_series(1, ${size}::int) n join memberships m on m.id = 'mem_' || ${first}::bigint + n
    cross join lateral (select '00u' || n as external_id) external`;
  await db.$executeRaw`
    insert into directory_user_blocks (directory_id, block, users)
    select ${id}::text, ordinal / 1000, count(*) from directory_users where directory_id = ${id} group by 2`;
}
