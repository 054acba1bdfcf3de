import { Prisma } from '@/prisma/generated/client';
import { authorize } from '../authz/authorize';
import type { Ctx } from '../authz/context';
import { refuse, refuseField } from '../errors';
import { decideRoles } from '../memberships/decide-roles';
import type { SourcedRole } from '../memberships/role-source';
import type { SetDirectoryRoleMappingsInput } from './directory.schema';
import { getDirectory } from './get-directory';
import { requireGroups } from './require-groups';

/** Somebody out of many, and the group that decides about them. */
export interface PreviewedPerson {
  readonly name: string;
  /** Null: none of their groups gives a role. */
  readonly group: string | null;
}

/** How many people there are, and the first few of them. */
export interface PreviewedPeople {
  readonly count: number;
  readonly people: readonly PreviewedPerson[];
}

/** What mappings that are not saved yet would mean. */
export interface DirectoryRolesPreview {
  /** By role: who would get it, and who would lose it. */
  readonly roles: readonly {
    readonly roleId: string;
    readonly displayName: string;
    readonly getting: PreviewedPeople;
    readonly losing: PreviewedPeople;
  }[];
  /** Whose groups would give them a role that they do not get, since people chose theirs. */
  readonly keeping: PreviewedPeople;
  /** Who has and would have the same roles. */
  readonly unchanged: number;
}

/** People who hold the same roles and whose groups would give them the same one. */
interface Alike {
  readonly said: string | null;
  readonly held: readonly SourcedRole[];
  readonly count: number;
  readonly people: readonly PreviewedPerson[];
}

const peopleShown = 5;

/**
 * Who would get and lose which role if these mappings were saved: by the rules that decide then, in one statement that counts
 * people who are alike, however many they are. Changes nothing. That the last admin keeps their role is not foreseen. Refuses
 * groups and roles that there are not, like `setDirectoryRoleMappings`.
 */
export async function previewDirectoryRoles(
  ctx: Ctx,
  input: SetDirectoryRoleMappingsInput,
): Promise<DirectoryRolesPreview> {
  authorize(ctx, 'directory.manage', input.organizationId);
  const { roleMappings } = await getDirectory(ctx, input);
  await requireGroups(ctx.db, input);
  const groupIds = [...roleMappings, ...input.mappings].map(({ groupId }) => groupId);
  const roles = await findRoles(ctx, input);
  const alike = await ctx.db.$queryRaw<Alike[]>(alikeSql(input, groupIds));
  const usual = roles.find(({ isDefault }) => isDefault)?.id ?? null;
  return summarize(
    alike.map((some) => ({ ...some, after: decide(some, usual) })),
    roles,
  );
}

function decide({ said, held }: Alike, defaultRoleId: string | null): ReadonlySet<string> {
  const roles = said === null ? [] : [{ roleId: said, reason: null }];
  return new Set(
    decideRoles(held, { source: 'DIRECTORY', roles }, defaultRoleId).map(({ roleId }) => roleId),
  );
}

/**
 * All at once what `firstMappingSql` says of one: of the lines of somebody's groups the one that stands first. In the order of the ids,
 * in which they lie on the disk, and named at the end, when only those are left who are shown. The reason of a role says nothing
 * here but that a default one was released, which `decideRoles` asks.
 */
function alikeSql({ directoryId, mappings }: SetDirectoryRoleMappingsInput, groupIds: readonly string[]) {
  const lines = JSON.stringify(mappings.map((line, position) => ({ ...line, position })));
  return Prisma.sql`
    with line as materialized (
      select line."groupId" as group_id, line."roleId" as role_id, line.position, g.display_name
      from jsonb_to_recordset(${lines}::jsonb) line("groupId" text, "roleId" text, position int)
      join directory_groups g on g.id = line."groupId"),
    reached as materialized (
      select member.directory_user_id as id, min(line.position) as position
      from directory_group_members member left join line on line.group_id = member.group_id
      where member.group_id = any(${groupIds}::text[])
      group by member.directory_user_id order by member.directory_user_id),
    decided as (
      select u.membership_id, u.email_key, line.role_id, line.display_name, held.roles
      from reached join directory_users u on u.id = reached.id and u.directory_id = ${directoryId}
      left join line on line.position = reached.position
      cross join lateral (${alikenessSql}) held
      where u.membership_id is not null),
    alike as (
      select role_id, roles, count(*)::int as count,
        (array_agg(membership_id order by email_key))[1:${peopleShown}] as memberships,
        (array_agg(display_name order by email_key))[1:${peopleShown}] as groups
      from decided group by role_id, roles)
    select alike.role_id as said, held.roles as held, alike.count, shown.people
    from alike cross join lateral (${heldSql}) held cross join lateral (${peopleSql}) shown
    order by alike.count desc, alike.role_id, alike.roles`;
}

/** The same of people with the same roles; made and compared much faster than what it stands for. */
const alikenessSql = Prisma.sql`
  select string_agg(concat_ws(' ', mr.role_id, mr.source, case when mr.source = 'DEFAULT' then mr.reason is null end), ','
    order by mr.role_id) collate "C" as roles
  from membership_roles mr where mr.membership_id = u.membership_id`;

/** The roles of the first of them. */
const heldSql = Prisma.sql`
  select coalesce(jsonb_agg(jsonb_build_object('roleId', mr.role_id, 'source', mr.source,
    'reason', case when mr.source = 'DEFAULT' then mr.reason end) order by mr.role_id), '[]') as roles
  from membership_roles mr where mr.membership_id = alike.memberships[1]`;

const peopleSql = Prisma.sql`
  select jsonb_agg(jsonb_build_object('name', coalesce(person.display_name,
    nullif(concat_ws(' ', person.given_name, person.family_name), ''), person.email), 'group', chosen.display_name)
    order by chosen.place) as people
  from unnest(alike.memberships, alike.groups) with ordinality chosen(membership_id, display_name, place)
  join memberships m on m.id = chosen.membership_id
  join users person on person.id = m.user_id`;

interface NamedRole {
  readonly id: string;
  readonly displayName: string;
  readonly isDefault: boolean;
}

/** All roles of the organization; those that are mapped must be among them. */
async function findRoles(
  ctx: Ctx,
  { organizationId, mappings }: SetDirectoryRoleMappingsInput,
): Promise<readonly NamedRole[]> {
  const roles = await ctx.db.$queryRaw<NamedRole[]>`
    select r.id, r.display_name as "displayName",
      r.id = coalesce(o.default_member_role_id, w.default_member_role_id) as "isDefault"
    from organizations o cross join workspace w
    join roles r on r.organization_id is null or r.organization_id = o.id
    where o.id = ${organizationId} order by r.display_name, r.id`;
  if (roles.length === 0) refuse('not_found', 'There is no such organization.');
  const unknown = mappings.findIndex(({ roleId }) => !roles.some(({ id }) => id === roleId));
  if (unknown >= 0)
    refuseField(`mappings.${unknown}.roleId`, 'This role does not exist any more. Choose another.');
  return roles;
}

type Decided = Alike & { readonly after: ReadonlySet<string> };

function summarize(decided: readonly Decided[], roles: readonly NamedRole[]): DirectoryRolesPreview {
  const holds = ({ held }: Decided, id: string) => held.some(({ roleId }) => roleId === id);
  const isSame = (some: Decided) =>
    some.held.length === some.after.size && some.held.every(({ roleId }) => some.after.has(roleId));
  const changes = roles.map(({ id, displayName }) => ({
    roleId: id,
    displayName,
    getting: together(decided.filter((some) => some.after.has(id) && !holds(some, id))),
    losing: together(decided.filter((some) => !some.after.has(id) && holds(some, id))),
  }));
  return {
    roles: changes.filter(({ getting, losing }) => getting.count + losing.count > 0),
    keeping: together(decided.filter(({ said, after }) => said !== null && !after.has(said))),
    unchanged: together(decided.filter(isSame)).count,
  };
}

function together(some: readonly Decided[]): PreviewedPeople {
  return {
    count: some.reduce((sum, { count }) => sum + count, 0),
    people: some.flatMap(({ people }) => people).slice(0, peopleShown),
  };
}
