import { Prisma } from '@/prisma/generated/client';
import type { Ctx } from '../authz/context';
import { prepared, type Transaction } from '../db';
import { addJob } from '../jobs';
import { followRoles } from '../memberships/follow-roles';
import { type SaidRoles, toReason } from '../memberships/role-source';
import { firstMappingSql } from './first-mapping-sql';
import { areUsersSql } from './user-columns';

/** So many people follow in the transaction of a change; more do in steps of a job, of as many each. */
export const atOnceMaximum = 1000;

interface MappedUser {
  readonly membershipId: string;
  readonly organizationId: string;
  /** Null: none of their groups gives a role. */
  readonly roleId: string | null;
  readonly groupName: string | null;
}

/**
 * Gives the members that these users of a directory stand for the role of the first group in the order of precedence that
 * they are in, or what else is theirs without one (product rule 16). Of very many a job does it, soon. The organization is
 * locked.
 */
export async function followGroups(
  tx: Transaction,
  ctx: Ctx,
  { directoryId, userIds }: { readonly directoryId: string; readonly userIds: readonly string[] },
): Promise<void> {
  if (userIds.length === 0) return;
  if (userIds.length > atOnceMaximum) return followLater(tx, ctx, { directoryId });
  const mapped = await findMapped(tx, directoryId, userIds);
  const organizationId = mapped[0]?.organizationId;
  if (!organizationId) return;
  const roles = new Map(mapped.map((user) => [user.membershipId, toRoles(user)]));
  await followRoles(tx, ctx, { organizationId, source: 'DIRECTORY', roles });
}

function toRoles({ roleId, groupName }: MappedUser): SaidRoles['roles'] {
  return roleId && groupName ? [{ roleId, reason: reasonOf(groupName) }] : [];
}

/** Who is in one of these groups; of very many only so many that `followGroups` leaves them to the job. */
export async function findFollowers(tx: Transaction, groupIds: readonly string[]): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    select distinct directory_user_id as id from directory_group_members
    where group_id = any(${[...groupIds]}::text[]) limit ${atOnceMaximum + 1}`;
  return rows.map(({ id }) => id);
}

/** All users of the directory behind `after` follow in steps of a job; one that waits already is enough. */
export function followLater(
  tx: Transaction,
  { now }: Pick<Ctx, 'now'>,
  { directoryId, after = '0' }: { readonly directoryId: string; readonly after?: string },
): Promise<void> {
  const timing = { runAt: now, key: `follow-groups/${directoryId}/${after}` };
  return addJob(tx, 'follow-groups', { directoryId, after }, timing);
}

/** Why its people have the role that a group gives, after it was given another name. */
export async function renameReason(
  tx: Transaction,
  groupId: string,
  { from, to }: { readonly from: string; readonly to: string },
): Promise<void> {
  await tx.$executeRaw`
    update membership_roles held set reason = ${reasonOf(to)}
    from directory_group_members member join directory_users u on u.id = member.directory_user_id
    where member.group_id = ${groupId} and held.membership_id = u.membership_id and held.source = 'DIRECTORY'
      and held.reason = ${reasonOf(from)}`;
}

function reasonOf(groupName: string): string {
  return toReason([`group ${groupName}`]);
}

async function findMapped(
  tx: Transaction,
  directoryId: string,
  userIds: readonly string[],
): Promise<MappedUser[]> {
  const saved = Prisma.sql`
    select group_id, role_id, position from directory_role_mappings where directory_id = ${directoryId}`;
  return tx.$queryRaw<MappedUser[]>`${prepared}
    select u.membership_id as "membershipId", u.organization_id as "organizationId", first.role_id as "roleId",
      first.display_name as "groupName"
    from directory_users u left join lateral (${firstMappingSql(saved)}) first on true
    where ${areUsersSql(userIds, directoryId)} and u.membership_id is not null
    order by u.membership_id`;
}

/** Whether a group gives a role; else nobody's follows it. */
export async function isMapped(tx: Transaction, groupId: string): Promise<boolean> {
  return (await tx.directoryRoleMapping.count({ where: { groupId } })) > 0;
}
