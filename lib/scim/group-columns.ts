import { Prisma } from '@/prisma/generated/client';
import { violatedConstraint } from '../db';
import { foldCase } from './fold-case';
import type { GroupInput } from './read-group';
import { ScimError } from './scim-error';
import { searchedForm } from './searched';

/** What a group of a directory is looked up by, with the whole of it, in the order of `groupColumns`. */
export const groupColumns = Prisma.sql`display_name, display_name_key, external_id, resource, searched`;

export function groupValuesSql(group: Omit<GroupInput, 'members'>): Prisma.Sql {
  return Prisma.sql`${group.displayName}::text, ${foldCase(group.displayName)}::text, ${group.externalId}::text,
    ${JSON.stringify(group.resource)}::jsonb, ${JSON.stringify(searchedForm('Group', group.resource))}::jsonb`;
}

/** Turns what a constraint refused about a group into a sentence; passes everything else on. */
export function explainGroup(error: unknown, displayName: string): never {
  const constraint = violatedConstraint(error);
  if (constraint === 'directory_groups_directory_id_display_name_key_key')
    throw new ScimError(
      409,
      'uniqueness',
      `There is a group named “${displayName}” in this directory already. Link the group to that one, or give one of the two another name.`,
    );
  // Somebody was deleted at the same moment.
  if (constraint === 'directory_group_members_directory_user_id_fkey') return refuseUnknownMember();
  throw error;
}

/** What a member gets who is no user of the directory. */
export function refuseUnknownMember(): never {
  throw new ScimError(
    400,
    'invalidValue',
    'Every one of “members” must be a user of this directory. Assign these people to the application in the directory first, then send the group again.',
  );
}
