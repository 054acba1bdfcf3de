import { Prisma } from '@/prisma/generated/client';

/**
 * The role that the groups of a directory's user `u` give by `mappings` (group_id, role_id, position), and the group that does:
 * of several the one that stands first. The one rule of what a directory says about somebody's roles.
 */
export function firstMappingSql(mappings: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`
    select line.role_id, g.display_name from directory_group_members held
    join (${mappings}) line on line.group_id = held.group_id
    join directory_groups g on g.id = held.group_id
    where held.directory_user_id = u.id order by line.position limit 1`;
}
