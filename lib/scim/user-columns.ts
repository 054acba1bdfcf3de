import { Prisma } from '@/prisma/generated/client';
import { foldCase } from './fold-case';
import type { UserInput } from './read-user';
import { searchedForm } from './searched';

/** What a user of a directory is looked up by, with the whole of it, in the order of `userColumns`. */
export const userColumns = Prisma.sql`user_name, user_name_key, external_id, active, email, email_key, resource, searched`;

export function userValuesSql(user: UserInput): Prisma.Sql {
  return Prisma.sql`${user.userName}::text, ${foldCase(user.userName)}::text, ${user.externalId}::text,
    ${user.active}::boolean, ${user.email?.address ?? null}::text, ${user.email?.key ?? null}::text,
    ${JSON.stringify(user.resource)}::jsonb, ${JSON.stringify(searchedForm('User', user.resource))}::jsonb`;
}

/** Whether a domain is one for whose addresses the organization's directory may speak (product rule 17). */
export function isOwnDomainSql(organizationId: string, domain: string | Prisma.Sql): Prisma.Sql {
  return Prisma.sql`exists (
    select 1 from domains own where own.organization_id = ${organizationId} and own.domain = ${domain}
      and own.type = 'ORGANIZATION_DOMAIN' and own.verified_at is not null)`;
}

/** The domain of an address key in a column. */
export function domainOfSql(key: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`split_part(${key}, '@', 2)`;
}

/**
 * The row `u` of one user, if it is this directory's. That is said so that no index is used for it: a plan that was made while
 * there were few users would go through all of a directory.
 */
export function isUserSql(userId: string, directoryId: string): Prisma.Sql {
  return Prisma.sql`u.id = ${userId} and u.directory_id is not distinct from ${directoryId}`;
}

/** The rows `u` of some users, of those who are this directory's, said in the same way. */
export function areUsersSql(userIds: readonly string[], directoryId: string): Prisma.Sql {
  return Prisma.sql`u.id = any(${[...userIds]}::text[]) and u.directory_id is not distinct from ${directoryId}`;
}
