import type { Prisma } from '@/prisma/generated/client';
import { notifyChange, recordAudit } from '../audit/record';
import { whatChanged } from '../audit/what-changed';
import { authorize } from '../authz/authorize';
import type { Ctx } from '../authz/context';
import type { Transaction } from '../db';
import { refuse } from '../errors';
import { explainTakenExternalId } from './explain-taken-external-id';
import { requireOwnNames } from './require-own-names';
import type { UpdateUserInput } from './user.schema';

type Fields = Omit<UpdateUserInput, 'userId'>;

/**
 * Changes those of a person's names and profile fields that are given; pairs and lists are replaced as a whole. The
 * address stays: it is who they are here. Refuses an external id that another person has; the unique index decides;
 * and the names of whom a directory manages (`managed_by_directory`). Writes nothing when nothing changed.
 */
export async function updateUser(ctx: Ctx, { userId, ...input }: UpdateUserInput): Promise<void> {
  authorize(ctx, 'user.update');
  const changed = ctx.db.$transaction(async (tx) => {
    const { email, ...before } = await lockFields(tx, userId);
    const changes = whatChanged<Fields>(before, given(input));
    if (!changes) return;
    await requireOwnNames(tx, userId, changes.after);
    const { displayName, ...fields } = changes.after;
    const data = { ...fields, ...(displayName !== undefined && { name: displayName }), updatedAt: ctx.now };
    const where = { id: userId };
    await tx.user.update({ where, data: data as Prisma.UserUncheckedUpdateInput, select: { id: true } });
    await recordAudit(tx, ctx, {
      action: 'user.updated',
      organizationId: null,
      target: { kind: 'user', id: userId, name: email },
      changes,
    });
    await notifyOrganizations(tx, userId);
  });
  await changed.catch(explainTakenExternalId);
}

/** Without what was not given. */
function given(fields: Fields): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

async function lockFields(tx: Transaction, userId: string): Promise<Fields & { readonly email: string }> {
  const [row] = await tx.$queryRaw<(Fields & { email: string })[]>`
    select email, given_name as "givenName", family_name as "familyName", display_name as "displayName",
      external_id as "externalId", locale, phone_number as "phoneNumber", preferred_username as "preferredUsername",
      picture, gender, groups, metadata, profile_metadata as "profileMetadata", custom_attributes as "customAttributes"
    from users where id = ${userId} for update`;
  return row ?? refuse('not_found', 'There is no such user.');
}

/** Their lists of members show how people are named. */
async function notifyOrganizations(tx: Transaction, userId: string): Promise<void> {
  const memberships = await tx.membership.findMany({ where: { userId }, select: { organizationId: true } });
  for (const { organizationId } of memberships) await notifyChange(tx, organizationId);
}
