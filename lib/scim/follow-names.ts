import { Prisma } from '@/prisma/generated/client';
import type { Ctx } from '../authz/context';
import { prepared, type Transaction } from '../db';
import { personNamesSchema } from '../users/person.schema';
import type { UserInput } from './read-user';
import { domainOfSql, isOwnDomainSql } from './user-columns';

export interface FollowedNames {
  readonly organizationId: string;
  readonly personId: string;
  readonly names: UserInput['names'];
}

/**
 * Brings what a directory calls somebody whose address is in a verified domain of its organization: only of an account
 * that belongs nowhere else, since another customer's admins would read it, too. What is not said stays.
 */
export async function followNames(
  tx: Transaction,
  ctx: Ctx,
  { organizationId, personId, names }: FollowedNames,
): Promise<void> {
  const { givenName, familyName, displayName } = possibleNames(names);
  await tx.$executeRaw`${prepared}
    update users u set given_name = said.given_name, family_name = said.family_name, display_name = said.display_name,
      updated_at = ${ctx.now}::timestamptz
    from (select coalesce(${givenName}, given_name) as given_name, coalesce(${familyName}, family_name) as family_name,
        coalesce(${displayName}, display_name) as display_name
      from users where id = ${personId}) said
    where u.id = ${personId} and (u.given_name, u.family_name, u.display_name)
        is distinct from (said.given_name, said.family_name, said.display_name)
      and ${isOwnDomainSql(organizationId, domainOfSql(Prisma.sql`u.email_key`))}
      and not exists (select 1 from staff where user_id = u.id)
      and not exists (select 1 from memberships m where m.user_id = u.id and m.organization_id <> ${organizationId})`;
}

/** What a name may not be is left out: nobody is kept out for what their directory calls them. */
export function possibleNames(names: UserInput['names']): UserInput['names'] {
  const { shape } = personNamesSchema;
  const read = (name: keyof UserInput['names']) => shape[name].safeParse(names[name]).data ?? null;
  return { givenName: read('givenName'), familyName: read('familyName'), displayName: read('displayName') };
}
